import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { watchedEvents } from '../../events/watched-events';
import type { Monitor } from '../../model/guardrail';
import type { Region } from '../../model/organization';
import type { GuardedQueue } from './guarded-queue';
import type { HubBus } from './hub-bus';

export interface HubRulesProps {
  readonly monitor: Monitor;
  readonly governedRegions: readonly Region[];
  readonly bus: HubBus;
  readonly queue: GuardedQueue;
}

/** Brings a guardrail's events to its queue: those of the hub, and the hour that asks for a look at everything. */
export class HubRules extends Construct {
  constructor(scope: Construct, id: string, { monitor, governedRegions, bus, queue }: HubRulesProps) {
    super(scope, id);
    const target = {
      id: 'Queue',
      arn: queue.queue.attrArn,
      deadLetterConfig: { arn: queue.deadLetters.attrArn },
    };
    // Others' events of governed regions pass here, too.
    const elsewhere = (monitor.elsewhere ?? []).map((pattern) => ({
      ...pattern,
      region: [{ 'anything-but': governedRegions }],
    }));
    const rules = watchedEvents([monitor], elsewhere).map(
      ({ pattern, state }, index) =>
        new CfnRule(this, `Pattern${index + 1}`, {
          eventBusName: bus.name,
          eventPattern: pattern,
          // Left out where it is what EventBridge assumes.
          ...(state !== 'ENABLED' && { state }),
          targets: [target],
        }),
    );
    // Schedules live on the default bus only.
    const hourly =
      monitor.reconcile && new CfnRule(this, 'Hourly', { scheduleExpression: 'rate(1 hour)', targets: [target] });
    queue.receiveFrom([...rules, ...(hourly ? [hourly] : [])].map((rule) => rule.attrArn));
  }
}
