import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { breakGlassRoleName, operatorRoleName, switchName, switchRoleName } from '../../model/break-glass';
import { breakGlassSwitch } from '../../model/break-glass-switch';
import type { Organization } from '../../model/organization';
import { platformPath, roleArn } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import type { AlertTopic } from '../hub/alert-topic';
import { retain } from '../retain';

export interface BreakGlassMachineProps {
  readonly organization: Organization;
  readonly minutes: number;
  readonly topic: AlertTopic;
  /** ARN of the key that alerts are encrypted with. */
  readonly key: string;
}

const everything = 'AWS knows no resource here';

/** Opens break-glass access when two people want it, and closes it again. */
export class BreakGlassMachine extends Construct {
  constructor(scope: Construct, id: string, { organization, minutes, topic, key }: BreakGlassMachineProps) {
    super(scope, id);
    const { partition } = organization;
    const { account } = Stack.of(this);
    const operator = roleArn(partition, account, operatorRoleName);
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${switchName}`,
      retentionInDays: 731,
    });
    retain(logs);
    const role = new CfnRole(this, 'Role', {
      roleName: switchRoleName,
      path: platformPath,
      description: 'Opens and closes break-glass access',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      policies: [
        {
          policyName: 'Switch',
          policyDocument: policyDocument(
            { Effect: 'Allow', Action: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: operator },
            { Effect: 'Allow', Action: 'sns:Publish', Resource: topic.arn },
            { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key },
            { Effect: 'Allow', Action: deliveries, Resource: '*' },
            { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
          ),
        },
      ],
    });
    acknowledge(role, { 'IAM5[Resource::*]': `sets up the delivery of its logs, and sends traces: ${everything}` });
    new CfnStateMachine(this, 'Machine', {
      stateMachineName: switchName,
      stateMachineType: 'STANDARD',
      roleArn: role.attrArn,
      definition: breakGlassSwitch(partition, {
        topic: topic.arn,
        roles: roleArn(partition, '*', breakGlassRoleName),
        organization: String(organization.id),
        minutes,
      }),
      // Without what it was asked: a task token in a log would be an answer to whoever reads it.
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.attrArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
  }
}

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
