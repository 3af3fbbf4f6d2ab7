import type { JsonObject } from '../../lib/model/json';
import { compileHierarchy } from '../../lib/policy/evaluate/compile-hierarchy';
import { workloadBoundary } from '../../lib/policy/workload-boundary';
import { makesAdministrator } from '../../policies/privileges-stay-bounded/administrator';

const account = '111122223333';
const ours = `arn:aws:iam::${account}:policy/breakwater/breakwater-workload-boundary`;
const content = workloadBoundary('aws', account) as unknown as JsonObject;
const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const decide = compileHierarchy([], {
  identity: [{ name: 'AdministratorAccess', content: everything }],
  boundary: { name: 'boundary', content },
});
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const task = iam('role/orders-task');
const bounded = { 'iam:PermissionsBoundary': ours };

const daily = cases([
  ['s3:CreateBucket', 'arn:aws:s3:::orders'],
  ['lambda:CreateFunction', `arn:aws:lambda:eu-west-1:${account}:function:orders`],
  ['ec2:RunInstances', `arn:aws:ec2:eu-west-1:${account}:instance/*`],
  ['kms:CreateKey', '*'],
  ['cloudformation:CreateChangeSet', `arn:aws:cloudformation:eu-west-1:${account}:stack/orders/1`],
  ['sts:AssumeRole', iam('role/cdk-hnb659fds-deploy-role-111122223333-eu-west-1')],
  ['support:CreateCase', '*'],
  ['ce:GetCostAndUsage', '*'],
  ['budgets:ViewBudget', `arn:aws:budgets::${account}:budget/orders`],
  ['organizations:DescribeOrganization', '*'],
  ['iam:ListRoles', '*'],
  ['iam:GetRole', task],
  ['iam:SimulatePrincipalPolicy', task],
  ['iam:CreateRole', task, bounded],
  ['iam:PutRolePolicy', task, bounded],
  ['iam:AttachRolePolicy', task, bounded],
  ['iam:PassRole', task],
  ['iam:TagRole', task],
  ['iam:UpdateAssumeRolePolicy', task],
  ['iam:DeleteRole', task],
  ['iam:CreatePolicy', iam('policy/orders')],
  ['iam:CreatePolicyVersion', iam('policy/orders')],
  ['iam:CreateInstanceProfile', iam('instance-profile/orders')],
  ['iam:CreateServiceLinkedRole', iam('role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS')],
]);

it.each(daily)('an administrator within it works: $action $resource', (request) => {
  expect(decide(request)).toMatchObject({ decision: 'allowed' });
});

const beyond = cases([
  ['iam:CreateRole', task],
  ['iam:CreateRole', task, { 'iam:PermissionsBoundary': iam('policy/generous') }],
  ['iam:PutRolePolicy', task],
  ['iam:AttachRolePolicy', task],
  ['iam:PutRolePermissionsBoundary', task],
  ['iam:DeleteRolePermissionsBoundary', task, bounded],
  ['iam:CreateUser', iam('user/mallory')],
  ['iam:CreateAccessKey', iam('user/mallory')],
  ['iam:CreateSAMLProvider', iam('saml-provider/mallory')],
  ['iam:UpdateAccountPasswordPolicy', '*'],
  ['iam:CreatePolicyVersion', ours],
  ['iam:SetDefaultPolicyVersion', ours],
  ['iam:DeletePolicy', ours],
  ['iam:UpdateAssumeRolePolicy', iam('role/breakwater/breakwater-break-glass')],
  ['iam:PutRolePolicy', iam('role/breakwater/breakwater-break-glass'), bounded],
  ['iam:UpdateAssumeRolePolicy', iam('role/OrganizationAccountAccessRole')],
  ['iam:PassRole', iam('role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1')],
  ['iam:PassRole', iam('role/stacksets-exec-0a1b')],
  ['organizations:LeaveOrganization', '*'],
  ['account:CloseAccount', '*'],
  ['sso:CreateAccountAssignment', '*'],
]);

it.each(beyond)('and goes no further: $action $resource', (request) => {
  expect(decide(request).decision).not.toBe('allowed');
});

it('makes no administrator of whoever has it as a policy', () => expect(makesAdministrator(content)).toBe(false));

it('fits what IAM takes', () => expect(JSON.stringify(content).length).toBeLessThanOrEqual(6144));

function cases(some: readonly (readonly [action: string, resource: string, context?: Record<string, string>])[]) {
  return some.map(([action, resource, context = {}]) => ({ action, resource, context, account }));
}
