import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/organization-policies-stay-attached';
import { decide, type PolicyState, type State } from '../../policies/organization-policies-stay-attached/decide';
import { organizationStack } from '../../policies/organization-policies-stay-attached/deployed';
import { fix } from '../../policies/organization-policies-stay-attached/fix';
import { monitor } from '../../policies/organization-policies-stay-attached/monitor';
import { resourceOf } from '../../policies/organization-policies-stay-attached/resource';
import { stackNames } from '../../stacks/stack-names';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const isMember = async () => true;
const deploying = {
  userIdentity: {
    type: 'AssumedRole',
    invokedBy: 'cloudformation.amazonaws.com',
    sessionContext: {
      sessionIssuer: { arn: 'arn:aws:iam::999988887777:role/cdk-hnb659fds-cfn-exec-role-999988887777-eu-west-1' },
    },
  },
};
const management = { account: facts.managementAccount, region: facts.homeRegion };

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly parameters?: JsonObject;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  readonly resource?: Partial<Resource>;
}

const detached = { eventName: 'DetachPolicy', parameters: { policyId: 'p-1', targetId: 'ou-1' } };

const cases: readonly Case[] = [
  {
    title: 'a policy is detached',
    ...detached,
    kind: 'finding',
    because: /p-1: a policy was detached/,
    resource: { type: 'AWS::Organizations::Policy', id: 'p-1', ...management },
  },
  {
    title: 'a policy is rewritten',
    eventName: 'UpdatePolicy',
    parameters: { policyId: 'p-1', content: '{}' },
    kind: 'finding',
    because: /rewritten/,
    resource: { id: 'p-1' },
  },
  {
    title: 'a policy is deleted',
    eventName: 'DeletePolicy',
    parameters: { policyId: 'p-1' },
    kind: 'finding',
    because: /deleted/,
    resource: { id: 'p-1' },
  },
  {
    title: 'a type is disabled',
    eventName: 'DisablePolicyType',
    parameters: { rootId: 'r-1', policyType: 'SERVICE_CONTROL_POLICY' },
    kind: 'finding',
    because: /type of policy was disabled/,
    resource: { type: 'AWS::Organizations::Root', id: 'SERVICE_CONTROL_POLICY', ...management },
  },
  {
    title: 'an account is moved',
    eventName: 'MoveAccount',
    parameters: { accountId: '444455556666', sourceParentId: 'ou-1', destinationParentId: 'r-1' },
    kind: 'finding',
    because: /moved to another unit/,
    resource: { type: 'AWS::Organizations::Account', id: '444455556666', ...management },
  },
  {
    title: 'denied, and so without parameters',
    eventName: 'DetachPolicy',
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    because: /detached/,
    resource: { type: 'AWS::::Account', id: '111122223333' },
  },
  {
    title: 'a move that is denied',
    eventName: 'MoveAccount',
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    because: /moved/,
    resource: { type: 'AWS::::Account' },
  },
  {
    title: 'a type nobody knows',
    eventName: 'DisablePolicyType',
    parameters: { policyType: 'NEW_POLICY' },
    kind: 'finding',
    because: /disabled/,
    resource: { type: 'AWS::::Account' },
  },
  {
    title: 'a call that came to nothing',
    ...detached,
    more: { errorCode: 'PolicyNotAttachedException' },
    kind: 'ignored',
    because: /failed/,
  },
  { title: 'a deployment', ...detached, more: deploying, kind: 'ignored', because: /being deployed/ },
  {
    title: 'a new policy',
    eventName: 'CreatePolicy',
    kind: 'ignored',
    because: /leaves policies as they are/,
  },
];

test.each(cases)('$title', ({ eventName, parameters = null, more = {}, kind, because, resource }) => {
  const event = anApiCall({
    eventName,
    eventSource: 'organizations.amazonaws.com',
    requestParameters: parameters,
    ...more,
  });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (finding.kind !== 'ignored') expect(finding.resources).toEqual([expect.objectContaining(resource)]);
});

const content = { Statement: [{ Effect: 'Deny' }] };
const policy = (more: Partial<PolicyState> = {}): PolicyState => ({
  id: 'p-1',
  name: 'one',
  content,
  targets: ['ou-1', 'ou-2'],
  deployed: { name: 'one', content, targets: ['ou-1'] },
  ...more,
});
const policies = (more: object = {}): State =>
  ({ kind: 'policies', busy: false, policies: [policy()], missing: [], ...more }) as State;
const nothing = { kind: 'policies', rewrite: [], attach: [] };
const asDeployed = { id: 'p-1', name: 'one', content };
const disabled = { root: 'r-1', type: 'TAG_POLICY' };

test.each<readonly [string, State, string, object | undefined]>([
  ['as it was deployed, and to more', policies(), 'leave', undefined],
  ['none of ours', policies({ policies: [] }), 'leave', undefined],
  ['emptied', policies({ policies: [policy({ content: {} })] }), 'plan', { ...nothing, rewrite: [asDeployed] }],
  ['renamed', policies({ policies: [policy({ name: 'x' })] }), 'plan', { ...nothing, rewrite: [asDeployed] }],
  [
    'detached',
    policies({ policies: [policy({ targets: ['ou-2'] })] }),
    'plan',
    { ...nothing, attach: [{ id: 'p-1', target: 'ou-1' }] },
  ],
  ['of a type that is disabled', policies({ disabled }), 'plan', { ...nothing, enable: disabled }],
  ['deleted', policies({ policies: [], missing: ['one'] }), 'ask', undefined],
  [
    'deleted beside one that is detached',
    policies({ policies: [policy({ targets: [] })], missing: ['two'] }),
    'plan',
    { ...nothing, attach: [{ id: 'p-1', target: 'ou-1' }] },
  ],
  [
    'detached while a deployment is under way',
    policies({ busy: true, policies: [policy({ targets: [] })] }),
    'ask',
    undefined,
  ],
  ['full access', { kind: 'full-access', busy: false }, 'ask', undefined],
  [
    'an account in its unit',
    { kind: 'account', busy: false, account: '4', parent: 'a', deployed: 'a' },
    'leave',
    undefined,
  ],
  ['an account of another stack', { kind: 'account', busy: false, account: '4', parent: 'a' }, 'ask', undefined],
  [
    'an account elsewhere',
    { kind: 'account', busy: false, account: '4', parent: 'a', deployed: 'b' },
    'plan',
    { kind: 'account', account: '4', from: 'a', to: 'b' },
  ],
])('%s', (_, state, kind, change) => {
  const decision = decide(state);
  expect(decision.kind).toBe(kind);
  if (decision.kind !== 'plan') return;
  expect(decision.change).toEqual(change);
  expect(decision.approval !== undefined).toBe(state.kind === 'account');
});

test('the plan says what it mends', () => {
  const decision = decide(policies({ disabled, policies: [policy({ content: {}, targets: [] })] }));
  expect(decision.because).toBe('TAG_POLICY is disabled, one was rewritten, one is not attached to ou-1');
});

const template = {
  Resources: {
    Unit: { Type: 'AWS::Organizations::OrganizationalUnit', Properties: { Name: 'workloads' } },
    Shop: { Type: 'AWS::Organizations::Account', Properties: { ParentIds: [{ Ref: 'Unit' }] } },
    One: {
      Type: 'AWS::Organizations::Policy',
      Properties: { Name: 'one', Type: 'TAG_POLICY', Content: content, TargetIds: [{ Ref: 'Unit' }] },
    },
  },
};
const physical = { Unit: 'ou-1', Shop: '444455556666', One: 'p-1' };

/** The management account, where the policy has another name and nobody's targets. */
function asManagement(changes: Readonly<Record<string, unknown>> = {}) {
  return aSession(({ name }: SentCommand) => {
    const answers: Readonly<Record<string, unknown>> = {
      DescribeStacks: { Stacks: [{ StackStatus: 'UPDATE_COMPLETE' }] },
      GetTemplate: { TemplateBody: JSON.stringify(template) },
      ListStackResources: {
        StackResourceSummaries: Object.entries(physical).map(([LogicalResourceId, PhysicalResourceId]) => ({
          LogicalResourceId,
          PhysicalResourceId,
        })),
      },
      DescribePolicy: { Policy: { PolicySummary: { Name: 'renamed' }, Content: '{}' } },
      ListTargetsForPolicy: { Targets: [{ TargetId: 'ou-9' }] },
      ListRoots: { Roots: [{ Id: 'r-1', PolicyTypes: [{ Type: 'TAG_POLICY', Status: 'PENDING_DISABLE' }] }] },
      ListPolicies: {
        Policies: [
          { Id: 'p-1', Name: 'renamed' },
          { Id: 'p-2', Name: 'foreign' },
        ],
      },
      ListParents: { Parents: [{ Id: 'r-1' }] },
      ...changes,
    };
    return answers[name];
  });
}

const living = {
  id: 'p-1',
  name: 'renamed',
  content: {},
  targets: ['ou-9'],
  deployed: { name: 'one', content, targets: ['ou-1'] },
};
const of = { policy: { kind: 'policy', policy: 'p-1' }, type: { kind: 'type', type: 'TAG_POLICY' } } as const;

test.each<readonly [string, Parameters<typeof resourceOf>[0], Readonly<Record<string, unknown>>, object]>([
  [
    'a policy, though it was renamed',
    of.policy,
    {},
    { kind: 'policies', busy: false, policies: [living], missing: [] },
  ],
  [
    'a policy of a stack without ids is known by its name',
    of.policy,
    {
      ListStackResources: { StackResourceSummaries: [{ LogicalResourceId: 'Unit', PhysicalResourceId: 'ou-1' }] },
      DescribePolicy: { Policy: { PolicySummary: { Name: 'one' }, Content: '{}' } },
    },
    { policies: [{ ...living, name: 'one' }] },
  ],
  ['a policy of somebody else', { kind: 'policy', policy: 'p-2' }, {}, { policies: [], missing: [] }],
  [
    'a policy of ours that is gone',
    of.policy,
    { DescribePolicy: awsError('PolicyNotFoundException'), ListPolicies: { Policies: [] } },
    { policies: [], missing: ['one'] },
  ],
  [
    'a policy of somebody else that is gone',
    { kind: 'policy', policy: 'p-2' },
    { DescribePolicy: awsError('PolicyNotFoundException') },
    { policies: [], missing: [] },
  ],
  ['full access', { kind: 'policy', policy: 'p-FullAWSAccess' }, {}, { kind: 'full-access' }],
  [
    'a stack at work',
    of.policy,
    { DescribeStacks: { Stacks: [{ StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' }] } },
    { busy: true },
  ],
  ['a type', of.type, {}, { policies: [living], missing: [], disabled: { root: 'r-1', type: 'TAG_POLICY' } }],
  [
    'a type that is enabled, whose policy is gone',
    of.type,
    {
      ListPolicies: { Policies: [] },
      ListRoots: { Roots: [{ Id: 'r-1', PolicyTypes: [{ Type: 'TAG_POLICY', Status: 'ENABLED' }] }] },
    },
    { kind: 'policies', busy: false, policies: [], missing: ['one'] },
  ],
  ['a type we have nothing of', { kind: 'type', type: 'CHATBOT_POLICY' }, { ListPolicies: {} }, { missing: [] }],
  [
    'an account',
    { kind: 'account', account: '444455556666' },
    {},
    { kind: 'account', account: '444455556666', parent: 'r-1', deployed: 'ou-1' },
  ],
  ['an account of another stack', { kind: 'account', account: '7' }, {}, { account: '7', parent: 'r-1' }],
])('reads %s', async (_, subject, changes, state) => {
  const read = await fix.read(resourceOf(subject, facts), asManagement(changes), isMember);
  expect(read).toMatchObject(state);
  if (!('disabled' in state)) expect(read).not.toHaveProperty('disabled');
});

test('another error of AWS is no answer', async () => {
  const session = asManagement({ DescribePolicy: awsError('TooManyRequestsException') });
  await expect(fix.read(resourceOf(of.policy, facts), session, isMember)).rejects.toThrow('TooManyRequests');
});

const everything = {
  kind: 'policies',
  enable: { root: 'r-1', type: 'TAG_POLICY' },
  rewrite: [asDeployed],
  attach: [{ id: 'p-1', target: 'ou-1' }],
};

test('applies in the order AWS needs, and undoes in the other', async () => {
  const session = aSession(() => undefined);
  await fix.apply(everything as never, session);
  await fix.undo(policies({ policies: [living] }) as never, everything as never, session);
  expect(session.sent).toEqual([
    { name: 'EnablePolicyType', input: { RootId: 'r-1', PolicyType: 'TAG_POLICY' } },
    { name: 'UpdatePolicy', input: { PolicyId: 'p-1', Name: 'one', Content: JSON.stringify(content) } },
    { name: 'AttachPolicy', input: { PolicyId: 'p-1', TargetId: 'ou-1' } },
    { name: 'DetachPolicy', input: { PolicyId: 'p-1', TargetId: 'ou-1' } },
    { name: 'UpdatePolicy', input: { PolicyId: 'p-1', Name: 'renamed', Content: '{}' } },
    { name: 'DisablePolicyType', input: { RootId: 'r-1', PolicyType: 'TAG_POLICY' } },
  ]);
});

test('what is so already is no error', async () => {
  const session = aSession(({ name }) => {
    if (name === 'EnablePolicyType') return awsError('PolicyTypeAlreadyEnabledException');
    return name === 'AttachPolicy' ? awsError('DuplicatePolicyAttachmentException') : undefined;
  });
  await expect(fix.apply(everything as never, session)).resolves.toBeUndefined();
});

test('what is wrong is one', async () => {
  const session = aSession(({ name }) => (name === 'AttachPolicy' ? awsError('TargetNotFoundException') : undefined));
  await expect(fix.apply(everything as never, session)).rejects.toThrow('TargetNotFound');
});

test('an account moves back, and forth when that is undone', async () => {
  const session = aSession(() => undefined);
  const change = { kind: 'account', account: '4', from: 'a', to: 'b' } as never;
  await fix.apply(change, session);
  await fix.undo(policies() as never, change, session);
  const moved = (SourceParentId: string, DestinationParentId: string) => ({
    name: 'MoveAccount',
    input: { AccountId: '4', SourceParentId, DestinationParentId },
  });
  expect(session.sent).toEqual([moved('a', 'b'), moved('b', 'a')]);
});

test.each([
  [management.account, management.region, ['TAG_POLICY']],
  [management.account, 'us-east-1', []],
  ['111122223333', management.region, []],
])('the hourly look in %s, %s', async (account, region, ids) => {
  const session = { ...asManagement(), account, region };
  const seen = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(seen).toEqual(ids);
});

test('the stack it reads is the one that is deployed', () => {
  expect(organizationStack).toBe(stackNames.organization);
});

const about = (type: string) => ({ 'organizations:PolicyType': type });

test.each([
  ['organizations:DetachPolicy', about('SERVICE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:UpdatePolicy', about('RESOURCE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:DisablePolicyType', about('SERVICE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:DeletePolicy', {}, 'DenyLooseningPolicies'],
  ['organizations:UpdatePolicy', about('BACKUP_POLICY'), 'allowed'],
  ['organizations:DescribePolicy', about('SERVICE_CONTROL_POLICY'), 'allowed'],
])('%s of %j: %s', (action, context, by) => {
  expect(decided(guardrail, { action, context })).toBe(by);
});

test('its control is short', () => {
  expect(characters(guardrail)).toBeLessThan(500);
});
