import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../model/metrics';
import { accountWithRole, type Organization, type Region } from '../../model/organization';
import { managementAbroadAlarm } from '../../model/platform';
import { acknowledge } from '../compliance/acknowledge';
import { whenAny } from '../when-any';

export interface ManagementAbroadProps {
  readonly organization: Organization;
  /** Name of the log group that has the trail's events. */
  readonly logGroup: string;
  /** Regions whose events the management account forwards by itself. */
  readonly heard: readonly Region[];
}

const metricName = 'ManagementAbroad';

/**
 * Hears the management account where nobody governs. No StackSet brings forwarding rules there, and no policy binds the
 * account; the organization's trail brings the events home. The alarm is an event, and the guardrail that watches regions hears it.
 */
export class ManagementAbroad extends Construct {
  constructor(scope: Construct, id: string, { organization, logGroup, heard }: ManagementAbroadProps) {
    super(scope, id);
    const { id: management = '' } = accountWithRole(organization, 'management');
    new CfnMetricFilter(this, 'Filter', {
      logGroupName: logGroup,
      filterPattern: `{ ${[
        `($.recipientAccountId = "${management}")`,
        '($.readOnly IS FALSE)',
        '($.eventType = "AwsApiCall")',
        // Services that work for somebody are not somebody.
        '($.userIdentity.invokedBy NOT EXISTS)',
        ...heard.map((region) => `($.awsRegion != "${region}")`),
      ].join(' && ')} }`,
      metricTransformations: [{ metricNamespace: metricsNamespace, metricName, metricValue: '1' }],
    });
    const alarm = new CfnAlarm(this, 'Alarm', {
      alarmName: managementAbroadAlarm,
      alarmDescription: 'the management account was used in a region that nobody governs; its trail says by whom',
      namespace: metricsNamespace,
      metricName,
      ...whenAny,
    });
    const reason = 'its change of state is an event that a guardrail hears, and people are told as of any finding';
    acknowledge(alarm, { CloudWatchAlarmAction: reason }, 'NIST.800.53.R5');
  }
}
