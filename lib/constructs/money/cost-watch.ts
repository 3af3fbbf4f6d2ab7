import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import type { Budgets } from '../../model/budgets';

export interface CostWatchProps {
  readonly budgets: Budgets;
  /** ARN of the topic that is told at once. */
  readonly topic: string;
}

/** Tells costs of an account that are unlike its own past. One monitor sees every account by itself, new ones too. */
export class CostWatch extends Construct {
  constructor(scope: Construct, id: string, { budgets, topic }: CostWatchProps) {
    super(scope, id);
    const { anomaliesFrom, emails } = budgets;
    const monitor = new CfnAnomalyMonitor(this, 'Accounts', {
      monitorName: 'breakwater-accounts',
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'LINKED_ACCOUNT',
    });
    const subscription = {
      monitorArnList: [monitor.attrMonitorArn],
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(anomaliesFrom)],
        },
      }),
    };
    // AWS mails once a day, and tells a topic at once and no other way.
    if (emails.length > 0) {
      new CfnAnomalySubscription(this, 'Mail', {
        ...subscription,
        subscriptionName: 'breakwater-accounts',
        frequency: 'DAILY',
        subscribers: emails.map((address) => ({ type: 'EMAIL', address })),
      });
    }
    new CfnAnomalySubscription(this, 'AtOnce', {
      ...subscription,
      subscriptionName: 'breakwater-accounts-at-once',
      frequency: 'IMMEDIATE',
      subscribers: [{ type: 'SNS', address: topic }],
    });
  }
}
