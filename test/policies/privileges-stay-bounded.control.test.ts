import { guardrail } from '../../policies/privileges-stay-bounded';
import { anOrganization } from '../stacks/an-organization';
import { someAccess } from '../stacks/some-access';
import { admin, own } from './an-iam-policy';
import { characters, decided } from './decided';

const orders = 'arn:aws:iam::111122223333:role/orders';
const withPolicy = (arn: string) => ({ 'iam:PolicyARN': arn });
it.each([
  ['iam:AttachRolePolicy', orders, withPolicy(admin), 'DenyAdministrators'],
  ['iam:AttachRolePolicy', orders, withPolicy('arn:aws:iam::aws:policy/IAMFullAccess'), 'DenyAdministrators'],
  ['iam:AttachUserPolicy', orders, withPolicy(admin), 'DenyUserPrivileges'],
  ['iam:AttachUserPolicy', orders, {}, 'DenyUserPrivileges'],
  ['iam:AttachGroupPolicy', orders, withPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess'), 'DenyUserPrivileges'],
  ['iam:AttachUserPolicy', orders, withPolicy('arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3'), 'allowed'],
  ['iam:AttachUserPolicy', orders, withPolicy('arn:aws:iam::aws:policy/AWSDenyAll'), 'allowed'],
  ['iam:AttachRolePolicy', orders, withPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess'), 'allowed'],
  ['iam:AttachRolePolicy', orders, withPolicy(own), 'allowed'],
  [
    'iam:AttachRolePolicy',
    'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1',
    withPolicy(admin),
    'allowed',
  ],
  ['iam:PutUserPolicy', orders, {}, 'DenyUnboundedPrivileges'],
  ['iam:PutGroupPolicy', orders, {}, 'DenyUnboundedPrivileges'],
  ['iam:AddUserToGroup', orders, {}, 'DenyUnboundedPrivileges'],
  ['iam:PutRolePolicy', orders, {}, 'allowed'],
  ['iam:DeleteRolePermissionsBoundary', orders, {}, 'DenyUnboundedPrivileges'],
  ['iam:DeleteUserPermissionsBoundary', orders, {}, 'DenyUnboundedPrivileges'],
  ['iam:PutRolePermissionsBoundary', orders, { 'iam:PermissionsBoundary': admin }, 'DenyBoundlessBoundaries'],
  ['iam:PutUserPermissionsBoundary', orders, { 'iam:PermissionsBoundary': admin }, 'DenyBoundlessBoundaries'],
  ['iam:PutRolePermissionsBoundary', orders, { 'iam:PermissionsBoundary': own }, 'allowed'],
  ['iam:CreatePolicyVersion', own, {}, 'allowed'],
  ['iam:CreateRole', orders, {}, 'allowed'],
])('%s on %s with %j: %s', (action, on, context, sid) => {
  expect(decided(guardrail, { action, resource: on, context })).toBe(sid);
  expect(decided(guardrail, { action, resource: on, context, as: 'stacksets-exec-1' })).toBe('allowed');
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(1_800));

it.each([
  ['iam:CreatePolicyVersion', 'DenyRewritingBoundary'],
  ['iam:DeletePolicyVersion', 'DenyRewritingBoundary'],
  ['iam:SetDefaultPolicyVersion', 'DenyRewritingBoundary'],
  ['iam:GetPolicyVersion', 'allowed'],
])('%s of the boundary itself: %s', (action, expected) => {
  const resource = 'arn:aws:iam::111122223333:policy/breakwater/breakwater-workload-boundary';
  expect(decided(guardrail, { action, resource })).toBe(expected);
});

describe('where roles of workloads have to be bounded', () => {
  const organization = anOrganization({ access: { ...someAccess, workloadRoles: 'bounded' } });
  const bounded = { control: () => guardrail.control?.(organization) ?? [] };
  const boundary = (account: string) => ({
    'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/breakwater/breakwater-workload-boundary`,
  });
  const role = 'arn:aws:iam::111122223333:role/orders-task';

  it.each<[string, string, Record<string, string>, string]>([
    ['iam:CreateRole', role, {}, 'DenyUnboundedRoles'],
    ['iam:PutRolePolicy', role, {}, 'DenyUnboundedRoles'],
    ['iam:AttachRolePolicy', role, boundary('999900001111'), 'DenyUnboundedRoles'],
    ['iam:PutRolePermissionsBoundary', role, { 'iam:PermissionsBoundary': own }, 'DenyUnboundedRoles'],
    ['iam:CreateRole', role, boundary('111122223333'), 'allowed'],
    ['iam:PutRolePolicy', role, boundary('111122223333'), 'allowed'],
    ['iam:DeleteRole', role, {}, 'allowed'],
    ['iam:CreateRole', 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role', {}, 'allowed'],
  ])('%s of %s with %j: %s', (action, resource, context, expected) => {
    expect(decided(bounded, { action, resource, context })).toBe(expected);
  });

  it('workloads and sandboxes alone', () => {
    const parts = guardrail.control?.(organization) ?? [];
    expect(parts.at(-1)).toMatchObject({ sid: 'DenyUnboundedRoles', purposes: ['workloads', 'sandbox'] });
  });
});
