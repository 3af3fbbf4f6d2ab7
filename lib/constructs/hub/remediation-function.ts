import { Construct } from 'constructs';
import type { Guardrail, Monitor } from '../../model/guardrail';
import type { HubBus } from './hub-bus';
import { HubFunction, type HubFunctionProps } from './hub-function';
import { HubRules } from './hub-rules';

export interface RemediationFunctionProps
  extends Pick<HubFunctionProps, 'organization' | 'asset' | 'ledger' | 'topic' | 'key' | 'follow'> {
  readonly guardrail: Guardrail & { readonly monitor: Monitor };
  readonly bus: HubBus;
}

/** The running half of a guardrail: its rules, and the function that hears what they bring. */
export class RemediationFunction extends Construct {
  constructor(scope: Construct, id: string, { guardrail, bus, follow, ...hub }: RemediationFunctionProps) {
    super(scope, id);
    const { queue } = new HubFunction(this, 'Loop', {
      ...hub,
      name: guardrail.id,
      description: guardrail.title,
      fixes: guardrail.fix !== undefined,
      ...(guardrail.fix?.follow && follow && { follow }),
      batch: { messages: 10 },
    });
    const { governedRegions } = hub.organization;
    new HubRules(this, 'Rules', { monitor: guardrail.monitor, governedRegions, bus, queue });
  }
}
