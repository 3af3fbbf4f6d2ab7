import type { App } from 'aws-cdk-lib/core';
import type { FunctionBundle } from '../lib/constructs/functions/bundle-cache';
import { functionAsset } from '../lib/constructs/functions/function-asset';
import { RemediationFunction } from '../lib/constructs/hub/remediation-function';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import { runtimeConfiguration } from '../lib/model/facts';
import type { Guardrail, Monitor } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import type { Hub } from './event-hub-stack';
import { place } from './place';

export interface LoopsStackProps {
  readonly organization: Organization;
  /** Those whose loops are here. */
  readonly watching: readonly (Guardrail & { readonly monitor: Monitor })[];
  /** All there are. */
  readonly guardrails: readonly Guardrail[];
  readonly hub: Hub;
  readonly bundles: Readonly<Record<string, FunctionBundle>>;
}

/** Security account, home region: the rules, queues and functions of some of the guardrails. */
export class LoopsStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, watching, guardrails, hub, bundles }: LoopsStackProps) {
    super(scope, id, place(organization, 'security'));
    for (const guardrail of watching) {
      const bundle = bundles[guardrail.id];
      if (!bundle) throw new Error(`${guardrail.id}: no bundle was made of it`);
      const asset = functionAsset(
        this,
        guardrail.id,
        bundle,
        runtimeConfiguration(organization, guardrail, guardrails),
      );
      new RemediationFunction(this, guardrail.id, { organization, ...hub, guardrail, asset });
    }
  }
}
