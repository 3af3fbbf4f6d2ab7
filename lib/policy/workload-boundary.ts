import type { AccountId, Partition } from '../model/organization';
import { platformPath, workloadBoundaryArn } from '../model/platform';
import { type PolicyDocument, policyDocument } from './policy-document';

// Whoever administers these administers more than a workload. Reading them is allowed below.
const beyondWorkloads = [
  'account:*',
  'aws-portal:*',
  'billing:*',
  'iam:*',
  'identitystore:*',
  'organizations:*',
  'payments:*',
  'sso-directory:*',
  'sso:*',
];

const reading = [
  'account:Get*',
  'account:List*',
  'iam:Generate*',
  'iam:Get*',
  'iam:List*',
  'iam:Simulate*',
  'organizations:Describe*',
  'organizations:List*',
];

/** What decides about a role's rights; each of them tells IAM the role's boundary. */
const givingRights = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
];

const aroundRoles = [
  'iam:AddRoleToInstanceProfile',
  'iam:CreateInstanceProfile',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateServiceLinkedRole',
  'iam:DeleteInstanceProfile',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:DeleteRole',
  'iam:DeleteServiceLinkedRole',
  'iam:PassRole',
  'iam:RemoveRoleFromInstanceProfile',
  'iam:SetDefaultPolicyVersion',
  'iam:Tag*',
  'iam:Untag*',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

/**
 * What a workload's roles, and the people who look after it, cannot go beyond: everything but the account itself,
 * and IAM only for roles that carry this boundary too. It allows nothing by itself.
 */
export function workloadBoundary(partition: Partition, account: AccountId): PolicyDocument {
  const iam = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  // Nothing tells IAM the boundary of a role that is passed or trusted anew: those known to have none are named.
  const unbounded = ['cdk-*', 'stacksets-exec-*', 'OrganizationAccountAccessRole'].map((name) => iam(`role/${name}`));
  const ours = [iam(`role${platformPath}*`), iam(`policy${platformPath}*`)];
  return policyDocument(
    { Sid: 'Work', Effect: 'Allow', NotAction: beyondWorkloads, Resource: '*' },
    { Sid: 'Read', Effect: 'Allow', Action: reading, Resource: '*' },
    {
      Sid: 'GiveRightsWithinBoundary',
      Effect: 'Allow',
      Action: givingRights,
      Resource: iam('role/*'),
      Condition: { ArnEquals: { 'iam:PermissionsBoundary': workloadBoundaryArn(partition, account) } },
    },
    {
      Sid: 'KeepRoles',
      Effect: 'Allow',
      Action: aroundRoles,
      Resource: [iam('role/*'), iam('policy/*'), iam('instance-profile/*')],
    },
    {
      Sid: 'LeaveLandingZone',
      Effect: 'Deny',
      Action: [...givingRights, ...aroundRoles],
      Resource: [...ours, ...unbounded],
    },
  );
}
