import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Session } from '../../lib/model/guardrail';

/** Who has policies. */
export interface Holder {
  readonly type: 'AWS::IAM::Group' | 'AWS::IAM::Role' | 'AWS::IAM::User';
  readonly name: string;
}

/** IAM has the same calls three times. One page of each holds all that the quotas allow. */
export function policiesOf({ type, name }: Holder, session: Session) {
  const iam = session.client(IAMClient);
  const [GroupName, RoleName, UserName] = [name, name, name];
  switch (type) {
    case 'AWS::IAM::Group':
      return {
        attached: () => iam.send(new ListAttachedGroupPoliciesCommand({ GroupName })),
        names: () => iam.send(new ListGroupPoliciesCommand({ GroupName })),
        inline: (PolicyName: string) => iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
        attach: (PolicyArn: string) => iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn })),
        detach: (PolicyArn: string) => iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
        put: (PolicyName: string, PolicyDocument: string) =>
          iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
      };
    case 'AWS::IAM::Role':
      return {
        attached: () => iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
        names: () => iam.send(new ListRolePoliciesCommand({ RoleName })),
        inline: (PolicyName: string) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
        attach: (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
        detach: (PolicyArn: string) => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
        put: (PolicyName: string, PolicyDocument: string) =>
          iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
      };
    case 'AWS::IAM::User':
      return {
        attached: () => iam.send(new ListAttachedUserPoliciesCommand({ UserName })),
        names: () => iam.send(new ListUserPoliciesCommand({ UserName })),
        inline: (PolicyName: string) => iam.send(new GetUserPolicyCommand({ UserName, PolicyName })),
        attach: (PolicyArn: string) => iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn })),
        detach: (PolicyArn: string) => iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
        put: (PolicyName: string, PolicyDocument: string) =>
          iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
      };
  }
}
