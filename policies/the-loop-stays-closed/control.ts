import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { accountWithRole } from '../../lib/model/organization';
import { deployRoles, heartbeat, platformPath } from '../../lib/model/platform';

const actions = [
  'cloudformation:CancelUpdateStack',
  'cloudformation:CreateChangeSet',
  'cloudformation:DeleteStack',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:SetStackPolicy',
  'cloudformation:UpdateStack',
  'cloudwatch:DeleteAlarms',
  'cloudwatch:DisableAlarmActions',
  'cloudwatch:PutMetricAlarm',
  'cloudwatch:SetAlarmState',
  'dynamodb:DeleteTable',
  'dynamodb:PutResourcePolicy',
  'dynamodb:Update*',
  'events:Delete*',
  'events:Disable*',
  'events:Put*',
  'events:Remove*',
  'firehose:DeleteDeliveryStream',
  'firehose:UpdateDestination',
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole*',
  'iam:DetachRolePolicy',
  'iam:PassRole',
  'iam:PutRole*',
  'iam:Update*Role*',
  'lambda:Add*',
  'lambda:Delete*',
  'lambda:Put*',
  'lambda:Remove*',
  'lambda:Update*',
  'pipes:DeletePipe',
  'pipes:StopPipe',
  'pipes:UpdatePipe',
  'scheduler:DeleteSchedule',
  'scheduler:UpdateSchedule',
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sqs:AddPermission',
  'sqs:DeleteQueue',
  'sqs:PurgeQueue',
  'sqs:RemovePermission',
  'sqs:SetQueueAttributes',
  'states:DeleteStateMachine',
  'states:UpdateStateMachine',
];

const ours = [
  'cloudformation:*:*:stack/StackSet-breakwater-*',
  'cloudwatch:*:*:alarm:breakwater-*',
  'dynamodb:*:*:table/breakwater-*',
  'events:*:*:event-bus/breakwater-*',
  // Those of StackSets, of stacks, and of the hub's own bus.
  'events:*:*:rule/*breakwater-*',
  'firehose:*:*:deliverystream/breakwater-*',
  `iam::*:role${platformPath}*`,
  'iam::*:role/stacksets-exec-*',
  'lambda:*:*:function:breakwater-*',
  'pipes:*:*:pipe/breakwater-*',
  'scheduler:*:*:schedule/*/breakwater-*',
  'sns:*:*:breakwater-*',
  'sqs:*:*:breakwater-*',
  'states:*:*:stateMachine:breakwater-*',
];

export const control = defineControl((organization): readonly PolicyStatement[] => {
  const { partition } = organization;
  const deployers = (['security', 'log-archive'] as const).map((role) =>
    deployRoles(partition, accountWithRole(organization, role).id ?? ''),
  );
  const arns = (resources: readonly string[]) => resources.map((resource) => `arn:${partition}:${resource}`);
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyTouchingLoop',
      actions,
      resources: arns(ours),
      // The hub and the log archive are deployed there by CDK; everywhere else parts come by StackSet.
      condition: { ArnNotLike: { 'aws:PrincipalArn': deployers } },
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyPosingAsPlatform',
      // Not the break-glass role, which is there for people to assume.
      actions: ['sts:AssumeRole'],
      resources: arns([`iam::*:role${platformPath}breakwater-fix-*`, 'iam::*:role/stacksets-exec-*']),
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyFakingHeartbeats',
      actions: ['events:PutEvents'],
      condition: { 'ForAnyValue:StringEquals': { 'events:source': [heartbeat.source] } },
    },
  ];
});
