import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { JsonObject } from '../model/json';
import { platformPath } from '../model/platform';
import { type IamStatement, policyDocument } from '../policy/policy-document';
import { acknowledge } from './compliance/acknowledge';
import type { AlertTopic } from './hub/alert-topic';
import { retain } from './retain';
import { trustOfService } from './trust';
import { whenAny } from './when-any';

export interface StateMachineProps {
  readonly name: string;
  readonly definition: JsonObject;
  /** What its tasks may do. */
  readonly statements: readonly IamStatement[];
  /** Reasons for the wildcards among them, by what cdk-nag calls them. */
  readonly acknowledgements?: Readonly<Record<string, string>>;
  readonly topic: AlertTopic;
  /** Of its role. @default its own */
  readonly roleName?: string;
  /** How long its log is kept. @default 365 */
  readonly logDays?: number;
  /** Whether what goes through it stays out of its log. @default false */
  readonly isSecret?: boolean;
}

const troubles = {
  ExecutionsFailed: 'an execution failed; its history says where and why',
  ExecutionsTimedOut: 'an execution took longer than it may',
} as const;

/** A state machine that logs, and the alarms that say when it fails. */
export class StateMachine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const { name, definition, statements, acknowledgements, topic } = props;
    const { roleName = name, logDays = 365, isSecret = false } = props;
    // Under this path, since the policy of the log group would outgrow its quota with each name of its own.
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retentionInDays: logDays,
    });
    retain(logs);
    const role = new CfnRole(this, 'Role', {
      roleName,
      path: platformPath,
      description: `Runs the state machine ${name}`,
      assumeRolePolicyDocument: trustOfService('states.amazonaws.com', Stack.of(this).account),
      policies: [{ policyName: 'Run', policyDocument: policyDocument(...statements, ...observing) }],
    });
    acknowledge(role, {
      'IAM5[Resource::*]': 'delivers logs and traces, and makes calls that know no narrower resource',
      ...acknowledgements,
    });
    const machine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName: name,
      roleArn: role.attrArn,
      definition,
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: !isSecret,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.attrArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    this.arn = machine.ref;
    for (const [metricName, trouble] of Object.entries(troubles)) {
      new CfnAlarm(this, metricName, {
        alarmDescription: `${name}: ${trouble}`,
        namespace: 'AWS/States',
        metricName,
        dimensions: [{ name: 'StateMachineArn', value: machine.ref }],
        ...whenAny,
        alarmActions: [topic.arn],
      });
    }
  }
}

// Source: AWS Step Functions Developer Guide, "Logging in CloudWatch Logs" and "IAM policies for X-Ray" (read 2026-11).
const observing: readonly IamStatement[] = [
  {
    Sid: 'DeliverLogs',
    Effect: 'Allow',
    Action: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    Resource: '*',
  },
  {
    Sid: 'Traces',
    Effect: 'Allow',
    Action: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    Resource: '*',
  },
];
