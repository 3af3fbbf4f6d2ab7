import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventBus, CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { JsonObject } from '../../model/json';
import { quarantineGuardrail, quarantinePolicyName } from '../../model/new-accounts';
import type { Organization, Purpose } from '../../model/organization';
import { accountLifecycleName, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import type { AlertTopic } from '../hub/alert-topic';
import { DeadLetters } from '../hub/dead-letters';
import { StateMachine } from '../state-machine';
import { trustOfService } from '../trust';
import { whenAny } from '../when-any';
import { lifecycleDefinition } from './definition';
import type { Lifecycle } from './lifecycle';
import { organizationEvents } from './organization-events';
import { lifecyclePermissions } from './permissions';
import { lateLookSeconds, lateMetric } from './wait';

export interface AccountLifecycleProps {
  readonly organization: Organization;
  readonly newAccounts: NonNullable<Organization['newAccounts']>;
  /** Content of the policy that cuts an account off; undefined where nobody is. */
  readonly quarantine: JsonObject | undefined;
  readonly baseline: Lifecycle['baseline'];
  readonly topic: AlertTopic;
  /** ARN of the key the topic is encrypted with. */
  readonly key: string;
  /** Whether Organizations tells its events in this region; else they are relayed here. */
  readonly isGlobalRegion: boolean;
}

/** Looks after every account that joins, moves or closes: one state machine, whatever their number. */
export class AccountLifecycle extends Construct {
  constructor(scope: Construct, id: string, props: AccountLifecycleProps) {
    super(scope, id);
    const { organization, newAccounts, baseline, topic, key } = props;
    const policy = props.quarantine && this.#quarantine(props.quarantine);
    const machine = new StateMachine(this, 'Machine', {
      name: accountLifecycleName,
      definition: lifecycleDefinition({
        partition: organization.partition,
        topic: topic.arn,
        ...(policy && { quarantine: { policy: policy.ref, arrivals: newAccounts.quarantine } }),
        baseline,
        suspended: unitsFor(organization, 'suspended'),
        contained: unitsFor(organization, 'quarantine'),
        baselineWithinMinutes: newAccounts.baselineWithinMinutes,
      }),
      ...lifecyclePermissions(this, organization, { topic: topic.arn, key, policy: policy?.attrArn }),
      topic,
    });
    this.#hear(machine, props);
    new CfnAlarm(this, 'Late', {
      alarmDescription: 'accounts wait for their baseline longer than they should; breakwater accounts names them',
      namespace: lateMetric.namespace,
      metricName: lateMetric.name,
      ...whenAny,
      // Two looks of an account that is late, so that it does not flap between them.
      period: 2 * lateLookSeconds,
      alarmActions: [topic.arn],
    });
  }

  /** Attached by the state machine alone, so no target is named here. */
  #quarantine(content: JsonObject): CfnPolicy {
    return new CfnPolicy(this, 'Quarantine', {
      type: 'SERVICE_CONTROL_POLICY',
      name: quarantinePolicyName,
      description: `Breakwater: ${quarantineGuardrail}, attached to accounts that wait for their baseline`,
      content,
    });
  }

  #hear(machine: StateMachine, { organization, topic, isGlobalRegion }: AccountLifecycleProps): void {
    // A bus of its own, since the rules on the default one would forward to the hub once more.
    const bus = isGlobalRegion ? undefined : new CfnEventBus(this, 'Bus', { name: accountLifecycleName });
    const deadLetters = new DeadLetters(this, 'DeadLetters', {
      name: `${accountLifecycleName}-dead-letters`,
      what: 'events about accounts',
      topic,
    });
    const role = new CfnRole(this, 'Starter', {
      roleName: `${accountLifecycleName}-starter`,
      path: platformPath,
      description: 'Starts the lifecycle of an account',
      assumeRolePolicyDocument: trustOfService('events.amazonaws.com', Stack.of(this).account),
      policies: [
        {
          policyName: 'Start',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'states:StartExecution', Resource: machine.arn }),
        },
      ],
    });
    const rules = Object.entries(organizationEvents(String(organization.rootId))).map(
      ([name, { description, pattern, paths, input }]) =>
        new CfnRule(this, name, {
          description,
          ...(bus && { eventBusName: bus.attrName }),
          eventPattern: pattern,
          targets: [
            {
              id: 'Lifecycle',
              arn: machine.arn,
              roleArn: role.attrArn,
              inputTransformer: { inputPathsMap: paths, inputTemplate: input },
              deadLetterConfig: { arn: deadLetters.arn },
            },
          ],
        }),
    );
    deadLetters.receiveFrom(rules.map(({ attrArn }) => attrArn));
  }
}

function unitsFor({ units }: Organization, purpose: Purpose): readonly string[] {
  return units.flatMap((unit) => (unit.purpose === purpose && unit.id !== undefined ? [unit.id] : []));
}
