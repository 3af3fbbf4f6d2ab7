import { join } from 'node:path';
import type { FunctionBundle } from '../lib/constructs/functions/bundle-cache';
import { bundleFunctions } from '../lib/constructs/functions/bundle-functions';
import { functionSource } from '../lib/constructs/functions/function-source';
import type { Guardrail } from '../lib/model/guardrail';

export interface FunctionBundles {
  readonly hub: { readonly heartbeat: FunctionBundle; readonly findings: FunctionBundle };
  readonly reconciler: FunctionBundle;
  /** By guardrail. */
  readonly loops: Readonly<Record<string, FunctionBundle>>;
}

/** The bundles of all functions, made in one pass: those of guardrails in a folder, and the platform's own. */
export function bundleAll(watching: readonly Guardrail[], policies: string): FunctionBundles {
  const sources = watching.map((guardrail) => functionSource(guardrail, policies));
  const own = [
    ...['heartbeat', 'findings'].map((id) => ({ id, handler: `lib/remediation/${id}` })),
    { id: 'reconciler', handler: 'lib/organizations/reconcile/handler' },
  ];
  const { heartbeat, findings, reconciler, ...loops } = bundleFunctions([...own, ...sources], join(__dirname, '..'));
  if (!heartbeat || !findings || !reconciler) {
    throw new Error(`no bundle was made of all of ${own.map(({ id }) => id).join(', ')}`);
  }
  return { hub: { heartbeat, findings }, reconciler, loops };
}
