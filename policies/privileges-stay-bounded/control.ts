import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import type { Partition } from '../../lib/model/organization';
import { platformPath, workloadBoundaryArn } from '../../lib/model/platform';
import { administratorPolicyArns } from './administrator';

/** Policies of AWS that only take away, with which whoever responds stops a user. */
const restrictingPolicies = ['iam::aws:policy/AWSCompromisedKeyQuarantine*', 'iam::aws:policy/AWSDenyAll'];

// What a policy's own text says no condition sees; the monitor does.
export const control = defineControl(({ partition, access }): readonly PolicyStatement[] => {
  const administrators = administratorPolicyArns(partition);
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyAdministrators',
      actions: ['iam:AttachRolePolicy'],
      // CDK's bootstrap gives CloudFormation its rights; the monitor sees whether CloudFormation alone is trusted.
      notResources: ['arn:*:iam::*:role/cdk-*-cfn-exec-role-*'],
      condition: { ArnEquals: { 'iam:PolicyARN': administrators } },
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyUserPrivileges',
      actions: ['iam:AttachGroupPolicy', 'iam:AttachUserPolicy'],
      condition: { ArnNotLike: { 'iam:PolicyARN': restrictingPolicies.map((name) => `arn:${partition}:${name}`) } },
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyUnboundedPrivileges',
      actions: [
        'iam:AddUserToGroup',
        'iam:DeleteRolePermissionsBoundary',
        'iam:DeleteUserPermissionsBoundary',
        'iam:PutGroupPolicy',
        'iam:PutUserPolicy',
      ],
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyBoundlessBoundaries',
      actions: ['iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
      condition: { ArnEquals: { 'iam:PermissionsBoundary': administrators } },
    },
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyRewritingBoundary',
      actions: ['iam:CreatePolicy*', 'iam:DeletePolicy*', 'iam:SetDefaultPolicyVersion'],
      resources: [`arn:${partition}:iam::*:policy${platformPath}*`],
    },
    ...(access?.workloadRoles === 'bounded' ? [unboundedRoles(partition)] : []),
  ];
});

function unboundedRoles(partition: Partition): PolicyStatement {
  return {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnboundedRoles',
    actions: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
    // CDK's own roles are bounded by the bootstrap, where its --custom-permissions-boundary says so.
    notResources: [`arn:${partition}:iam::*:role/cdk-*`],
    condition: {
      ArnNotEquals: { 'iam:PermissionsBoundary': workloadBoundaryArn(partition, '${aws:PrincipalAccount}') },
    },
    purposes: ['workloads', 'sandbox'],
  };
}
