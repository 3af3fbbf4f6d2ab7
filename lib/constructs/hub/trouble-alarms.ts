import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { everyGuardrail, metricsNamespace } from '../../model/metrics';
import { whenAny } from '../when-any';
import type { AlertTopic } from './alert-topic';

const troubles = {
  Failed: 'a fix failed; its alert says which',
  BudgetUsedUp: "an hour's fixes in an account are used up; what comes after is reported and not fixed",
  Flapping: 'somebody keeps bringing back what is fixed; the alert says who',
} as const;

/** What a person has to look into, whichever guardrail it is: alarms cost by the piece, and the alerts tell them apart. */
export class TroubleAlarms extends Construct {
  constructor(scope: Construct, id: string, { topic }: { readonly topic: AlertTopic }) {
    super(scope, id);
    for (const [metricName, alarmDescription] of Object.entries(troubles)) {
      new CfnAlarm(this, metricName, {
        alarmDescription,
        namespace: metricsNamespace,
        metricName,
        dimensions: [{ name: 'service', value: everyGuardrail }],
        ...whenAny,
        alarmActions: [topic.arn],
      });
    }
  }
}
