import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { mergePatterns } from '../../events/merge-patterns';
import { serviceFindingPatterns } from '../../events/service-finding-patterns';
import type { HubBus } from '../hub/hub-bus';
import { HubFunction, type HubFunctionProps } from '../hub/hub-function';

export interface FindingAlertsProps
  extends Pick<HubFunctionProps, 'organization' | 'asset' | 'ledger' | 'topic' | 'key'> {
  readonly bus: HubBus;
}

/** Brings to a person what the security services find, each finding once. */
export class FindingAlerts extends Construct {
  constructor(scope: Construct, id: string, { bus, ...hub }: FindingAlertsProps) {
    super(scope, id);
    const { queue } = new HubFunction(this, 'Teller', {
      ...hub,
      name: 'findings',
      description: 'Tells people what the security services find',
      fixes: false,
      batch: { messages: 10 },
    });
    // Told by the account that administers the services: members put the same events on the bus where a guardrail asks.
    const { account } = Stack.of(this);
    const patterns = serviceFindingPatterns(hub.organization.services).map(({ pattern }) => ({
      ...pattern,
      account: [account],
    }));
    const rules = mergePatterns(patterns).map(
      (eventPattern, index) =>
        new CfnRule(this, `Pattern${index + 1}`, {
          eventBusName: bus.name,
          eventPattern,
          targets: [{ id: 'Queue', arn: queue.queue.attrArn, deadLetterConfig: { arn: queue.deadLetters.attrArn } }],
        }),
    );
    queue.receiveFrom(rules.map(({ attrArn }) => attrArn));
  }
}
