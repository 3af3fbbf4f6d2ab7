import { join } from 'node:path';
import { organizationFileName } from '../../lib/config/gather';
import { loadPolicyTests } from '../../lib/config/load-policy-tests';
import type { Problem } from '../../lib/config/problem';
import type { Organization } from '../../lib/model/organization';
import type { PolicyTest } from '../../lib/model/policy-test';
import { enforcedEverywhere } from '../../lib/policy/behaviour/enforced-everywhere';
import { type BrokenCall, runPolicyTests } from '../../lib/policy/behaviour/run-policy-tests';
import { type ComposedPolicy, composePolicies } from '../../lib/policy/compose';
import { decisions } from '../../lib/policy/simulate/decisions';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { loadGuardrails } from '../../policies';

export interface ValidatedPolicies {
  readonly problems: readonly Problem[];
  /** How many calls of policy-tests.yaml were decided. */
  readonly decided: number;
}

/** Whether the policies can be composed, say what AWS understands, and do what policy-tests.yaml promises. */
export async function validatePolicies(
  root: string,
  folder: string,
  validated: Organization,
): Promise<ValidatedPolicies> {
  const organization = withStandInIds(validated);
  const file = join(folder, organizationFileName);
  const whole = (message: string): Problem => ({ file, line: 1, column: 1, message, severity: 'error' });
  let documents: readonly ComposedPolicy[];
  try {
    documents = composePolicies(organization, loadGuardrails());
  } catch (error) {
    // A folder that cannot be loaded tells who asked for it in further lines.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { problems: [whole(message)], decided: 0 };
  }
  const { tests, problems } = loadPolicyTests(folder, organization);
  const { decided, broken } = runPolicyTests(organization, tests, decisions(organization, documents));
  const wrong = broken.length === 0 ? [] : brokenOnceEnforced(organization, tests, broken);
  const lints = documents.some(isEvaluated) ? await lint(root, documents.filter(isEvaluated)) : [];
  return {
    problems: [
      ...lints,
      ...problems,
      ...wrong.map(({ at, message }) => ({ ...at, message, severity: 'error' as const })),
      ...notYetKept(broken.filter((call) => !wrong.includes(call))),
    ],
    decided,
  };
}

/** Controls are attached where guardrails enforce, so what a roll-out has not reached yet is no broken promise. */
function brokenOnceEnforced(
  organization: Organization,
  tests: readonly PolicyTest[],
  broken: readonly BrokenCall[],
): readonly BrokenCall[] {
  const enforced = enforcedEverywhere(organization);
  const ask = decisions(enforced, composePolicies(enforced, loadGuardrails()));
  const places = new Set(runPolicyTests(enforced, tests, ask).broken.map(({ at }) => at));
  return broken.filter(({ at }) => places.has(at));
}

function notYetKept(calls: readonly BrokenCall[]): readonly Problem[] {
  const [first] = calls;
  if (!first) return [];
  const others = calls.length > 1 ? ` and ${calls.length - 1} more` : '';
  const message = `this call${others} would be as promised if every guardrail enforced; some do not yet, see guardrails in ${organizationFileName}`;
  return [{ ...first.at, message, severity: 'warning' }];
}

type Evaluated = ComposedPolicy & { readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' };

const isEvaluated = (document: ComposedPolicy): document is Evaluated =>
  document.type === 'SERVICE_CONTROL_POLICY' || document.type === 'RESOURCE_CONTROL_POLICY';

/** Warnings, since what is known of AWS's actions may lag behind AWS. A statement that several nodes have is named once. */
async function lint(root: string, documents: readonly Evaluated[]): Promise<readonly Problem[]> {
  const { lintPolicies } = await import('../../lib/policy/lint/lint-policies');
  const owners = new Map(
    documents.flatMap(({ statements }) => statements.map(({ sid, guardrail }) => [sid, guardrail])),
  );
  const messages = new Map<string, Problem>();
  for (const { document, path, sid, message } of await lintPolicies(documents)) {
    const owner = sid === undefined ? undefined : owners.get(sid);
    const file = owner === undefined ? join(root, 'policies') : join(root, 'policies', owner, 'control.ts');
    const what = `${sid ?? `${document} ${path}`}: ${message}`;
    messages.set(what, { file, line: 1, column: 1, message: what, severity: 'warning' });
  }
  return [...messages.values()];
}
