import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnLogGroup, CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { CfnAssociation, CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { CfnDeletionPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Partition } from '../../model/organization';
import { rootLoginAlarm, rootLoginExpression, signInsLogGroup } from '../../model/root-logins';
import type { IamStatement } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { retain } from '../retain';
import { whenAny } from '../when-any';
import { signInScript } from './sign-in-script';

const metric = { metricNamespace: 'Breakwater', metricName: 'OperatingSystemRoot' };

/**
 * Machines send who signs in and becomes root to a log group of their account and region, and an alarm goes off where one
 * became root. Its change of state is an event that a guardrail hears, which then reads the lines.
 */
export class RootLogins extends Construct {
  constructor(scope: Construct, id: string, { keepDays }: { readonly keepDays: number }) {
    super(scope, id);
    const logs = new CfnLogGroup(this, 'Logs', { logGroupName: signInsLogGroup, retentionInDays: keepDays });
    retain(logs);
    // A creation that fails leaves none behind, which would be in the next one's way.
    logs.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    new CfnMetricFilter(this, 'Filter', {
      logGroupName: logs.ref,
      filterPattern: `%${rootLoginExpression()}%`,
      metricTransformations: [{ ...metric, metricValue: '1' }],
    });
    this.#addAlarm();
    const document = new CfnDocument(this, 'Document', {
      name: 'breakwater-sign-ins',
      documentType: 'Command',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: command,
    });
    const association = new CfnAssociation(this, 'Daily', {
      associationName: 'breakwater-sign-ins',
      name: document.ref,
      targets: [{ key: 'InstanceIds', values: ['*'] }],
      scheduleExpression: 'rate(1 day)',
      maxConcurrency: '20%',
      maxErrors: '100%',
      complianceSeverity: 'HIGH',
    });
    association.addResourceDependency(logs);
  }

  #addAlarm(): void {
    const alarm = new CfnAlarm(this, 'Alarm', {
      alarmName: rootLoginAlarm,
      alarmDescription: `somebody became root on a machine; ${signInsLogGroup} says who and where`,
      namespace: metric.metricNamespace,
      metricName: metric.metricName,
      ...whenAny,
      period: 60,
    });
    const reason = 'its change of state is an event that a guardrail hears, and people are told as of any finding';
    acknowledge(alarm, { CloudWatchAlarmAction: reason }, 'NIST.800.53.R5');
  }
}

/** What a machine needs to send its lines. */
export function mayWriteSignIns(partition: Partition): IamStatement {
  return {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: signInStreams(partition),
  };
}

const signInStreams = (partition: Partition): string => `arn:${partition}:logs:*:*:log-group:${signInsLogGroup}:*`;

const onLinux = { StringEquals: ['platformType', 'Linux'] };
const command = {
  schemaVersion: '2.2',
  description: 'Has the CloudWatch agent send who signs in and becomes root',
  mainSteps: [
    {
      action: 'aws:configurePackage',
      name: 'install',
      precondition: onLinux,
      inputs: { action: 'Install', name: 'AmazonCloudWatchAgent', installationType: 'In-place update' },
    },
    {
      action: 'aws:runShellScript',
      name: 'send',
      precondition: onLinux,
      inputs: { timeoutSeconds: '300', runCommand: signInScript },
    },
  ],
};
