import { Construct } from 'constructs';
import type { JsonObject } from '../../model/json';
import { accountWithRole, type Organization } from '../../model/organization';
import { followMachineName, functionName } from '../../model/platform';
import { StateMachine } from '../state-machine';
import type { AlertTopic } from './alert-topic';

export interface FollowMachineProps {
  readonly organization: Organization;
  /** Ids of the guardrails whose fixes go on by themselves. */
  readonly guardrails: readonly string[];
  /** What it does, in the states language. */
  readonly definition: JsonObject;
  readonly topic: AlertTopic;
}

/** Follows fixes that take longer than a function may run: installing patches, copying disks. */
export class FollowMachine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { organization, guardrails, definition, topic }: FollowMachineProps) {
    super(scope, id);
    const { partition, homeRegion } = organization;
    const security = String(accountWithRole(organization, 'security').id);
    const Resource = guardrails.map(
      (guardrail) => `arn:${partition}:lambda:${homeRegion}:${security}:function:${functionName(guardrail)}`,
    );
    const ask = { Sid: 'Ask', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource } as const;
    const name = followMachineName;
    this.arn = new StateMachine(this, 'Machine', { name, definition, statements: [ask], topic }).arn;
  }
}
