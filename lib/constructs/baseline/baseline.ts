import { Construct } from 'constructs';
import type { Guardrail } from '../../model/guardrail';
import type { Organization } from '../../model/organization';
import { ForwardingRules } from './forwarding-rules';
import { Heartbeat } from './heartbeat';

export interface BaselineProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** What every account gets in every region: rules that forward events, and a heart that beats on the same way. */
export class Baseline extends Construct {
  constructor(scope: Construct, id: string, { organization, guardrails }: BaselineProps) {
    super(scope, id);
    const monitors = guardrails.flatMap(({ monitor }) => monitor ?? []);
    new ForwardingRules(this, 'Forwarding', { organization, monitors });
    new Heartbeat(this, 'Heartbeat', organization);
  }
}
