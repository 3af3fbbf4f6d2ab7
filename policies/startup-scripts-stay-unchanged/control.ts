import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// CloudFormation alone can be these roles; a stack that changes an instance's script calls the same action.
const stacks = { 'aws:PrincipalArn': ['arn:*:iam::*:role/cdk-*-cfn-exec-role-*'] };

export const control = defineControl((): readonly ControlPart[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangedUserData',
    actions: ['ec2:ModifyInstanceAttribute'],
    resources: ['arn:aws:ec2:*:*:instance/*'],
    condition: { StringEqualsIgnoreCase: { 'ec2:Attribute': 'UserData' }, ArnNotLike: stacks },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangedNotebookScripts',
    actions: ['sagemaker:UpdateNotebookInstanceLifecycleConfig'],
    condition: { ArnNotLike: stacks },
  },
]);
