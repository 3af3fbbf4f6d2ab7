import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import type { Budgets } from '../../model/budgets';

/** Tells costs of an account that are unlike its own past. One monitor sees every account by itself, new ones too. */
export class CostWatch extends Construct {
  constructor(scope: Construct, id: string, { anomaliesFrom, emails }: Budgets) {
    super(scope, id);
    const monitor = new CfnAnomalyMonitor(this, 'Accounts', {
      monitorName: 'breakwater-accounts',
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'LINKED_ACCOUNT',
    });
    new CfnAnomalySubscription(this, 'Mail', {
      subscriptionName: 'breakwater-accounts',
      monitorArnList: [monitor.attrMonitorArn],
      // Mail goes out once a day; at once is for SNS only, whose topic would have to be in this account and region.
      frequency: 'DAILY',
      subscribers: emails.map((address) => ({ type: 'EMAIL', address })),
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(anomaliesFrom)],
        },
      }),
    });
  }
}
