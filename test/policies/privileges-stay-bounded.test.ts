import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/privileges-stay-bounded';
import {
  isAdministratorPolicy,
  makesAdministrator,
  withoutAdministration,
} from '../../policies/privileges-stay-bounded/administrator';
import { check } from '../../policies/privileges-stay-bounded/check';
import { type Change, decide } from '../../policies/privileges-stay-bounded/decide';
import { fix } from '../../policies/privileges-stay-bounded/fix';
import { monitor } from '../../policies/privileges-stay-bounded/monitor';
import { readState, type State } from '../../policies/privileges-stay-bounded/state';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { someAccess } from '../stacks/some-access';
import { aSession, awsError, type SentCommand } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const own = 'arn:aws:iam::111122223333:policy/orders';
const statement = (more: object) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const document = (...statements: readonly object[]) =>
  ({ Version: '2012-10-17', Statement: statements }) as unknown as JsonObject;
const all = document(statement({}));
const some = document(statement({ Action: 'sqs:*' }));

it.each([
  ['everything', statement({}), true],
  ['everything, spelt out', statement({ Action: ['s3:GetObject', '*:*'] }), true],
  ['all of IAM', statement({ Action: 'IAM:*' }), true],
  ['everything under a condition', statement({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), true],
  ['everything but a service', statement({ Action: undefined, NotAction: 's3:*' }), true],
  ['everything but a bucket', statement({ Resource: undefined, NotResource: 'arn:aws:s3:::x' }), true],
  ['everything among others', statement({ Resource: ['arn:aws:s3:::x', '*'] }), true],
  ['everything but IAM', statement({ Action: undefined, NotAction: ['iam:*', 'organizations:*'] }), false],
  ['nothing', statement({ Effect: 'Deny' }), false],
  ['all of a service', statement({ Action: 's3:*' }), false],
  ['everything to one bucket', statement({ Resource: 'arn:aws:s3:::x' }), false],
])('a policy that allows %s', (_what, one, expected) => {
  expect(makesAdministrator(document(some.Statement as never, one))).toBe(expected);
  expect(makesAdministrator({ Statement: one })).toBe(expected);
});

it('keeps the other statements, or one that nobody can be denied', () => {
  const task = statement({ Action: 'sqs:*' });
  expect(withoutAdministration(document(statement({}), task))).toEqual(document(task));
  expect(withoutAdministration(all)).toEqual(document(statement({ Action: 'sts:GetCallerIdentity' })));
});

it.each([
  [admin, true],
  ['arn:aws-us-gov:iam::aws:policy/IAMFullAccess', true],
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', false],
  ['arn:aws:iam::aws:policy/job-function/NotAdministratorAccess', false],
  ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
])('%s: %s', (arn, expected) => expect(isAdministratorPolicy(arn)).toBe(expected));

const role = { roleName: 'x' };
const text = (policy: object) => JSON.stringify(policy);
const resource = (type: string, id = 'x') => ({ type: `AWS::IAM::${type}`, id });
const found: readonly (readonly [string, JsonObject, object])[] = [
  ['AttachRolePolicy', { ...role, policyArn: admin }, { ...resource('Role'), arn: 'arn:aws:iam::111122223333:role/x' }],
  ['AttachUserPolicy', { userName: 'x', policyArn: admin }, { arn: 'arn:aws:iam::111122223333:user/x' }],
  ['AttachGroupPolicy', { groupName: 'x', policyArn: admin }, { arn: 'arn:aws:iam::111122223333:group/x' }],
  ['PutRolePolicy', { ...role, policyDocument: text(all) }, resource('Role')],
  ['PutRolePolicy', { ...role, policyDocument: encodeURIComponent(text(all)) }, resource('Role')],
  ['PutUserPolicy', { userName: 'x', policyDocument: text(all) }, resource('User')],
  ['PutGroupPolicy', { groupName: 'x', policyDocument: text(all) }, resource('Group')],
  [
    'CreatePolicyVersion',
    { policyArn: own, policyDocument: text(all) },
    { ...resource('ManagedPolicy', own), arn: own },
  ],
  ['SetDefaultPolicyVersion', { policyArn: own, versionId: 'v2' }, resource('ManagedPolicy', own)],
  ['AddUserToGroup', { groupName: 'x', userName: 'jo' }, resource('UserToGroupAddition')],
  ['DeleteRolePermissionsBoundary', role, resource('RoleBoundary')],
  ['DeleteUserPermissionsBoundary', { userName: 'x' }, resource('UserBoundary')],
  ['PutRolePermissionsBoundary', { ...role, permissionsBoundary: admin }, resource('RoleBoundary')],
  ['PutUserPermissionsBoundary', { userName: 'x', permissionsBoundary: admin }, resource('UserBoundary')],
];

it.each(found)('%s %j is found', (eventName, requestParameters, expected) => {
  const call = { eventName, requestParameters };
  expect(judged(monitor, anApiCall(call))).toMatchObject({ kind: 'finding', resources: [expected] });
  const failed = judged(monitor, anApiCall({ ...call, errorCode: 'NoSuchEntityException' }));
  expect(failed).toMatchObject({ kind: 'ignored', because: expect.stringContaining('failed') });
});

it('a new policy is known by its answer', () => {
  const event = anApiCall({
    eventName: 'CreatePolicy',
    requestParameters: { policyName: 'orders', policyDocument: text(all) },
    responseElements: { policy: { arn: own } },
  });
  expect(judged(monitor, event)).toMatchObject({ kind: 'finding', resources: [{ id: own, arn: own }] });
});

it.each([
  ['AttachRolePolicy', { ...role, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  ['AttachRolePolicy', { ...role, policyArn: own }],
  ['PutRolePolicy', { ...role, policyDocument: text(some) }],
  ['PutRolePolicy', { ...role, policyDocument: 'unreadable' }],
  ['CreatePolicyVersion', { policyArn: own, policyDocument: text(some) }],
  ['PutRolePermissionsBoundary', { ...role, permissionsBoundary: own }],
  ['DetachRolePolicy', { ...role, policyArn: admin }],
  ['DeleteRolePermissionsBoundary', null],
])('%s %j is daily work', (eventName, requestParameters) => {
  expect(judged(monitor, anApiCall({ eventName, requestParameters }))).toMatchObject({
    kind: 'ignored',
    because: expect.stringContaining('makes no administrator'),
  });
});

it.each([
  ['Organizations', { type: 'AWSService', invokedBy: 'organizations.amazonaws.com' }],
  [
    'Identity Center',
    {
      type: 'AssumedRole',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO',
        },
      },
    },
  ],
])('%s sets accounts up', (_who, userIdentity) => {
  const event = anApiCall({
    eventName: 'AttachRolePolicy',
    requestParameters: { ...role, policyArn: admin },
    userIdentity,
  });
  expect(judged(monitor, event)).toEqual({ kind: 'ignored', because: 'a service set the account up' });
});

it.each([
  ['AttachRolePolicy', 'attempted'],
  ['AttachUserPolicy', 'attempted'],
  ['AttachGroupPolicy', 'attempted'],
  ['PutUserPolicy', 'attempted'],
  ['PutGroupPolicy', 'attempted'],
  ['AddUserToGroup', 'attempted'],
  ['DeleteRolePermissionsBoundary', 'attempted'],
  ['DeleteUserPermissionsBoundary', 'attempted'],
  ['PutRolePermissionsBoundary', 'attempted'],
  ['PutUserPermissionsBoundary', 'attempted'],
  ['PutRolePolicy', 'ignored'],
  ['CreatePolicyVersion', 'ignored'],
])('%s, denied, is %s', (eventName, kind) => {
  const finding = judged(monitor, anApiCall({ eventName, errorCode: 'AccessDenied' }));
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'attempted') expect(finding.resources).toMatchObject([{ type: 'AWS::::Account' }]);
});

const holder = { type: 'AWS::IAM::Role', name: 'x' } as const;
const cloudFormation = 'Service:cloudformation.amazonaws.com';
const inline = [{ name: 'work', document: all }];
const states: readonly (readonly [string, State, string, Change | undefined])[] = [
  ['a role without', { kind: 'holder', holder, attached: [], inline: [], trusted: ['*'] }, 'leave', undefined],
  ['CDK’s role', { kind: 'holder', holder, attached: [admin], inline, trusted: [cloudFormation] }, 'leave', undefined],
  [
    'the role that breaks the glass',
    {
      kind: 'holder',
      holder,
      attached: [admin],
      inline,
      trusted: [],
      arn: 'arn:aws:iam::1:role/breakwater/breakwater-break-glass',
    },
    'leave',
    undefined,
  ],
  [
    'a role that sounds like it',
    {
      kind: 'holder',
      holder,
      attached: [admin],
      inline: [],
      trusted: [],
      arn: 'arn:aws:iam::1:role/breakwater-break-glass',
    },
    'plan',
    { kind: 'holder', holder, detach: [admin], put: [] },
  ],
  [
    'a role CloudFormation shares',
    { kind: 'holder', holder, attached: [admin], inline: [], trusted: [cloudFormation, 'AWS:111122223333'] },
    'plan',
    { kind: 'holder', holder, detach: [admin], put: [] },
  ],
  [
    'a role nobody is trusted with',
    { kind: 'holder', holder, attached: [], inline, trusted: [] },
    'plan',
    { kind: 'holder', holder, detach: [], put: [{ name: 'work', document: withoutAdministration(all) }] },
  ],
  ['a harmless policy', { kind: 'policy', arn: own, version: 'v2', document: some }, 'leave', undefined],
  [
    'a policy that was harmless',
    { kind: 'policy', arn: own, version: 'v3', document: all, harmless: 'v2' },
    'plan',
    { kind: 'version', arn: own, version: 'v2' },
  ],
  [
    'a policy that never was',
    { kind: 'policy', arn: own, version: 'v1', document: all },
    'plan',
    { kind: 'rewrite', arn: own, document: withoutAdministration(all) },
  ],
  ['no boundary', { kind: 'boundary', name: 'x' }, 'ask', undefined],
  ['a boundary that bounds nothing', { kind: 'boundary', name: 'x', boundary: admin }, 'ask', undefined],
  ['another boundary', { kind: 'boundary', name: 'x', boundary: own }, 'leave', undefined],
  ['a group of administrators', { kind: 'membership', group: 'x', administers: true }, 'ask', undefined],
  ['any other group', { kind: 'membership', group: 'x', administers: false }, 'leave', undefined],
];

it.each(states)('%s', (_title, state, kind, change) => {
  const decision = decide(state);
  expect(decision.kind).toBe(kind);
  expect(decision.kind === 'plan' ? decision.change : undefined).toEqual(change);
});

const about = (type: string, id = 'x'): Resource => ({
  ...resource(type, id),
  arn: 'arn:aws:iam::111122223333:role/x',
  account: '111122223333',
  region: 'us-east-1',
});
const encoded = (policy: object) => encodeURIComponent(JSON.stringify(policy));
const trustPolicy = document(
  { Effect: 'Allow', Principal: { Service: ['cloudformation.amazonaws.com'] }, Action: 'sts:AssumeRole' },
  { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
);
const account = ({ name, input }: SentCommand) => {
  if (/^ListAttached/.test(name)) return { AttachedPolicies: [{ PolicyArn: own }, { PolicyArn: admin }] };
  if (/^List(Group|Role|User)Policies$/.test(name)) return { PolicyNames: ['work', 'less'] };
  if (/^Get(Group|Role|User)Policy$/.test(name)) {
    return { PolicyDocument: encoded(input.PolicyName === 'work' ? all : some) };
  }
  if (name === 'GetRole') return { Role: { AssumeRolePolicyDocument: encoded(trustPolicy) } };
  if (name === 'GetUser') return { User: { PermissionsBoundary: { PermissionsBoundaryArn: own } } };
  if (name === 'GetPolicy') return { Policy: { DefaultVersionId: 'v11' } };
  if (name === 'ListPolicyVersions') {
    return { Versions: ['v11', 'v9', 'v10', 'v2'].map((VersionId) => ({ VersionId })) };
  }
  if (name !== 'GetPolicyVersion') return undefined;
  const isHarmless = input.VersionId === 'v9' || input.VersionId === 'v2';
  return { PolicyVersion: { Document: encoded(isHarmless ? some : all) } };
};

it.each([
  ['Role', { kind: 'holder', holder, attached: [admin], inline, trusted: [cloudFormation] }],
  ['User', { kind: 'holder', holder: { type: 'AWS::IAM::User', name: 'x' }, attached: [admin], inline, trusted: [] }],
  ['Group', { kind: 'holder', holder: { type: 'AWS::IAM::Group', name: 'x' }, attached: [admin], inline, trusted: [] }],
  ['RoleBoundary', { kind: 'boundary', name: 'x' }],
  ['UserBoundary', { kind: 'boundary', name: 'x', boundary: own }],
  ['UserToGroupAddition', { kind: 'membership', group: 'x', administers: true }],
  // The newest harmless version by number, and not by text.
  ['ManagedPolicy', { kind: 'policy', arn: 'x', version: 'v11', document: all, harmless: 'v9' }],
])('reads %s', async (type, state) => {
  expect(await readState(about(type), aSession(account))).toEqual(state);
});

it('a principal of any kind keeps a role from being CloudFormation’s alone', async () => {
  const session = aSession((sent) => {
    if (sent.name !== 'GetRole') return account(sent);
    return { Role: { AssumeRolePolicyDocument: encoded(document({ Effect: 'Allow', Principal: '*' })) } };
  });
  expect(await readState(about('Role'), session)).toMatchObject({ trusted: ['*'] });
});

it('who is gone is gone', async () => {
  const reading = (name: string) =>
    fix.read(
      about('Role'),
      aSession(() => awsError(name)),
      async () => true,
    );
  expect(await reading('NoSuchEntityException')).toBeUndefined();
  await expect(reading('AccessDenied')).rejects.toThrow('AccessDenied');
});

const named = ({ sent }: { readonly sent: readonly SentCommand[] }) =>
  sent.map(({ name, input }) => [name, input.PolicyArn ?? input.PolicyName, input.VersionId ?? input.PolicyDocument]);

it.each(['Group', 'Role', 'User'] as const)('takes a %s its rights, and gives them back', async (kind) => {
  const who = { type: `AWS::IAM::${kind}`, name: 'x' } as const;
  const before: State = { kind: 'holder', holder: who, attached: [admin], inline, trusted: [] };
  const plan = decide(before);
  if (plan.kind !== 'plan') throw new Error('it is an administrator');
  const session = aSession(({ name }) => (/^Detach/.test(name) ? awsError('NoSuchEntityException') : {}));
  await fix.apply(plan.change as never, session);
  await fix.undo(before as never, plan.change as never, session);
  expect(named(session)).toEqual([
    [`Detach${kind}Policy`, admin, undefined],
    [`Put${kind}Policy`, 'work', text(withoutAdministration(all))],
    [`Attach${kind}Policy`, admin, undefined],
    [`Put${kind}Policy`, 'work', text(all)],
  ]);
  expect(session.sent.every(({ input }) => input[`${kind}Name`] === 'x')).toBe(true);
});

it.each([
  [{ kind: 'version', arn: own, version: 'v2' }, ['SetDefaultPolicyVersion', own, 'v2']],
  [{ kind: 'rewrite', arn: own, document: some }, ['CreatePolicyVersion', own, text(some)]],
])('makes another version speak, and the earlier one again: %j', async (change, call) => {
  const session = aSession(() => ({}));
  await fix.apply(change as never, session);
  await fix.undo({ kind: 'policy', arn: own, version: 'v3', document: all } as never, change as never, session);
  expect(named(session)).toEqual([call, ['SetDefaultPolicyVersion', own, 'v3']]);
});

it('what else fails is said', async () => {
  const change = { kind: 'holder', holder, detach: [admin], put: [] };
  await expect(
    fix.apply(
      change as never,
      aSession(() => awsError('Throttling')),
    ),
  ).rejects.toThrow('Throttling');
});

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

it('templates that make administrators are refused, however CDK writes the ARN', () => {
  const holding = (...arns: readonly unknown[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: { ManagedPolicyArns: arns },
  });
  const join = (name: string) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]],
  });
  const Resources = {
    Plain: holding(own, admin),
    Joined: holding(join('AdministratorAccess')),
    Substituted: holding({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess' }),
    Reader: holding(join('ReadOnlyAccess'), { Ref: 'Own' }),
    Inline: {
      Type: 'AWS::IAM::User',
      Properties: { Policies: [{ PolicyDocument: some }, { PolicyDocument: all }] },
    },
    Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: all } },
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: some } },
    Empty: { Type: 'AWS::IAM::Group' },
  };
  expect(check({ Resources } as never, facts).map(({ logicalId, path }) => `${logicalId} ${path}`)).toEqual([
    'Plain Properties.ManagedPolicyArns.1',
    'Joined Properties.ManagedPolicyArns.0',
    'Substituted Properties.ManagedPolicyArns.0',
    'Inline Properties.Policies.1',
    'Managed Properties.PolicyDocument',
  ]);
});

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
