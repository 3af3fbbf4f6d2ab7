import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { JsonObject } from '../model/json';
import { accountWithRole, type Organization } from '../model/organization';
import { followMachineName, functionName, platformPath } from '../model/platform';
import { policyDocument } from '../policy/policy-document';
import { acknowledge } from './acknowledge';
import type { AlertTopic } from './alert-topic';
import { retain } from './retain';

export interface FollowMachineProps {
  readonly organization: Organization;
  /** Ids of the guardrails whose fixes go on by themselves. */
  readonly guardrails: readonly string[];
  /** What it does, in the states language. */
  readonly definition: JsonObject;
  readonly topic: AlertTopic;
}

const logDays = 365;
const alarms = {
  ExecutionsFailed: 'nobody follows a fix any more: the function that should tell of it fails',
  ExecutionsTimedOut: 'a fix was followed for half a day and has not ended',
} as const;

/** Follows fixes that take longer than a function may run: installing patches, copying disks. */
export class FollowMachine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FollowMachineProps) {
    super(scope, id);
    const logs = new CfnLogGroup(this, 'Logs', {
      // Under this prefix, CloudWatch Logs needs no policy of the group's own for each.
      logGroupName: `/aws/vendedlogs/states/${followMachineName}`,
      retentionInDays: logDays,
    });
    retain(logs);
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: followMachineName,
      roleArn: this.#role(props).attrArn,
      definitionString: JSON.stringify(props.definition),
      loggingConfiguration: {
        level: 'ALL',
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.attrArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    this.arn = machine.ref;
    for (const [metricName, alarmDescription] of Object.entries(alarms)) {
      new CfnAlarm(this, metricName, {
        alarmDescription,
        namespace: 'AWS/States',
        metricName,
        dimensions: [{ name: 'StateMachineArn', value: machine.ref }],
        statistic: 'Sum',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        period: 300,
        evaluationPeriods: 1,
        treatMissingData: 'notBreaching',
        alarmActions: [props.topic.arn],
      });
    }
  }

  #role({ organization, guardrails }: FollowMachineProps): CfnRole {
    const { partition, homeRegion } = organization;
    const security = String(accountWithRole(organization, 'security').id);
    const functions = guardrails.map(
      (name) => `arn:${partition}:lambda:${homeRegion}:${security}:function:${functionName(name)}`,
    );
    const role = new CfnRole(this, 'Role', {
      roleName: followMachineName,
      path: platformPath,
      description: 'Asks functions how far their fixes are',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      policies: [
        {
          policyName: 'Follow',
          policyDocument: policyDocument(
            { Sid: 'Ask', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functions },
            { Sid: 'Log', Effect: 'Allow', Action: deliveries, Resource: '*' },
            { Sid: 'Trace', Effect: 'Allow', Action: traces, Resource: '*' },
          ),
        },
      ],
    });
    acknowledge(role, {
      'IAM5[Resource::*]': 'delivers logs and sends traces, which have no resource to name',
    });
    return role;
  }
}

// As "Logging using CloudWatch Logs" of the Step Functions guide has them (2026-11).
const deliveries = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];
const traces = [
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
