import { fix } from '../../policies/organization-policies-stay-attached/fix';
import { monitor } from '../../policies/organization-policies-stay-attached/monitor';
import { resourceOf } from '../../policies/organization-policies-stay-attached/resource';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';
import { asDeployed, content, policies } from './attached-policies';
import { lookedAt } from './looked-at';

const isMember = async () => true;

const management = { account: facts.managementAccount, region: facts.homeRegion };

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
