import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../model/metrics';
import { heartbeat } from '../../model/platform';
import type { HubBus } from './hub-bus';
import { HubFunction, type HubFunctionProps } from './hub-function';

export interface HeartbeatWatchProps
  extends Pick<HubFunctionProps, 'organization' | 'asset' | 'ledger' | 'topic' | 'key'> {
  readonly bus: HubBus;
}

const lookEveryMinutes = 15;

/** Hears the heartbeats of all accounts and regions and says which are missing: a loop that hears nothing looks like one that is fine. */
export class HeartbeatWatch extends Construct {
  constructor(scope: Construct, id: string, { bus, ...hub }: HeartbeatWatchProps) {
    super(scope, id);
    const { queue } = new HubFunction(this, 'Watch', {
      ...hub,
      name: 'heartbeat',
      description: 'Says which accounts and regions the hub no longer hears from',
      fixes: false,
      batch: { messages: 1000, seconds: 60 },
    });
    const target = { id: 'Queue', arn: queue.queue.attrArn, deadLetterConfig: { arn: queue.deadLetters.attrArn } };
    const beats = new CfnRule(this, 'Beats', {
      eventBusName: bus.name,
      eventPattern: { source: [heartbeat.source], 'detail-type': [heartbeat.detailType] },
      targets: [target],
    });
    const look = new CfnRule(this, 'Look', {
      scheduleExpression: `rate(${lookEveryMinutes} minutes)`,
      targets: [target],
    });
    queue.receiveFrom([beats.attrArn, look.attrArn]);
    new CfnAlarm(this, 'Silent', {
      alarmDescription:
        'accounts and regions are silent, or nobody listens; the alert and the log of the heartbeat function name them',
      namespace: metricsNamespace,
      metricName: 'SilentPlaces',
      dimensions: [{ name: 'service', value: 'heartbeat' }],
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      period: lookEveryMinutes * 60,
      evaluationPeriods: 2,
      // A watch that is silent itself is the worst of all.
      treatMissingData: 'breaching',
      alarmActions: [hub.topic.arn],
    });
  }
}
