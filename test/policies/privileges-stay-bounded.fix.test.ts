import type { Resource } from '../../lib/model/finding';
import { withoutAdministration } from '../../policies/privileges-stay-bounded/administrator';
import { decide } from '../../policies/privileges-stay-bounded/decide';
import { fix } from '../../policies/privileges-stay-bounded/fix';
import { readState, type State } from '../../policies/privileges-stay-bounded/state';
import { aSession, awsError, type SentCommand } from './a-session';
import { admin, all, document, own, some, text } from './an-iam-policy';

const holder = { type: 'AWS::IAM::Role', name: 'x' } as const;
const cloudFormation = 'Service:cloudformation.amazonaws.com';
const inline = [{ name: 'work', document: all }];
const about = (type: string, id = 'x'): Resource => ({
  type: `AWS::IAM::${type}`,
  id,
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
