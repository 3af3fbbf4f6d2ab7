import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { administratorPolicyArns } from './administrator';

// What a policy's own text says no condition sees; the monitor does.
export const control = defineControl(({ partition }): readonly PolicyStatement[] => {
  const administrators = administratorPolicyArns(partition);
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyAdministrators',
      actions: ['iam:AttachGroupPolicy', 'iam:AttachRolePolicy', 'iam:AttachUserPolicy'],
      // CDK's bootstrap gives CloudFormation its rights; the monitor sees whether CloudFormation alone is trusted.
      notResources: ['arn:*:iam::*:role/cdk-*-cfn-exec-role-*'],
      condition: { ArnEquals: { 'iam:PolicyARN': administrators } },
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
  ];
});
