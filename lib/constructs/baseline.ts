import { CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Guardrail, hasFix } from '../model/guardrail';
import type { Organization } from '../model/organization';
import { FixRole } from './fix-role';
import { ForwardingRules } from './forwarding-rules';
import { Heartbeat } from './heartbeat';

export interface BaselineProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/**
 * What every account gets in every region: rules that forward events, and once per account a role for each fix.
 * In a StackSet the region is known only to CloudFormation, so a condition decides where the roles are made.
 */
export class Baseline extends Construct {
  constructor(scope: Construct, id: string, { organization, guardrails }: BaselineProps) {
    super(scope, id);
    const monitors = guardrails.flatMap(({ monitor }) => monitor ?? []);
    new ForwardingRules(this, 'Forwarding', { organization, monitors });
    new Heartbeat(this, 'Heartbeat', organization);
    const { region } = Stack.of(this);
    const anywhere = Token.isUnresolved(region);
    if (!anywhere && region !== organization.homeRegion) return;
    const condition = anywhere ? isHomeRegion(Stack.of(this), organization.homeRegion) : undefined;
    for (const guardrail of guardrails.filter(hasFix)) {
      new FixRole(this, guardrail.id, { organization, guardrail, condition });
    }
  }
}

function isHomeRegion(stack: Stack, homeRegion: string): CfnCondition {
  return new CfnCondition(stack, 'IsHomeRegion', { expression: Fn.conditionEquals(stack.region, homeRegion) });
}
