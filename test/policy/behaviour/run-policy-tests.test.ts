import type { PolicyTest } from '../../../lib/model/policy-test';
import { runPolicyTests } from '../../../lib/policy/behaviour/run-policy-tests';
import { composePolicies } from '../../../lib/policy/compose';
import { decisions } from '../../../lib/policy/simulate/decisions';
import { guardrail, organization, scp } from '../organization';

const at = { file: '/policy-tests.yaml', line: 3, column: 9 };
const promise: PolicyTest = {
  name: 'ACLs stay',
  principals: ['arn:$partition:iam::$account:role/Developer'],
  units: ['workloads'],
  accounts: [],
  calls: [{ action: 's3:PutBucketAcl', resources: ['arn:aws:s3:::of-$account'], at }],
  context: {},
  expect: 'denied',
  by: [],
};
const guardrails = [guardrail('acls', [scp('DenyAcls', { resources: ['arn:aws:s3:::of-*'] })])];
const ask = decisions(organization, composePolicies(organization, guardrails));
const run = (changes: Partial<PolicyTest>) => runPolicyTests(organization, [{ ...promise, ...changes }], ask);

it.each<[string, Partial<PolicyTest>, number]>([
  ['a unit and the units below it', {}, 3],
  ['an account', { units: [], accounts: ['play'] }, 1],
  ['a unit and an account', { accounts: ['play'] }, 4],
  ['every principal', { principals: ['arn:aws:iam::$account:role/a', 'arn:aws:iam::$account:role/b'] }, 6],
  [
    'every resource',
    {
      calls: [
        { ...promise.calls[0], action: 's3:PutBucketAcl', resources: ['arn:aws:s3:::of-x', 'arn:aws:s3:::of-y'], at },
      ],
    },
    6,
  ],
  ['by the guardrail', { by: ['acls'] }, 3],
  ['by the sid', { by: ['other', 'DenyAcls'] }, 3],
])('%s is asked', (_, changes, decided) => expect(run(changes)).toEqual({ decided, broken: [] }));

it.each<[string, Partial<PolicyTest>, string]>([
  [
    'another decision',
    { expect: 'allowed' },
    'is denied by DenyAcls (acls), scp breakwater-scp-root-10 at root, and must be allowed (3 of 3 such calls)',
  ],
  ['another guardrail', { by: ['other'] }, 'and must be denied by other (3 of 3 such calls)'],
  [
    'an allowed call',
    { context: {}, calls: [{ action: 's3:GetObject', resources: ['*'], at }] },
    's3:GetObject on * as arn:aws:iam::123456789012:role/Developer in a new account (workloads) is allowed, and must be denied',
  ],
  [
    'the management account, which no policy binds',
    { units: [], accounts: ['management'] },
    'in management (root) is allowed, and must be denied; mend',
  ],
])('%s is told in one line, with its place', (_, changes, message) => {
  expect(run(changes).broken).toEqual([{ at, message: expect.stringContaining(message) }]);
});

it('takes an account that no exemption names for its unit', () => {
  const spare = { ...organization.accounts[3], name: 'other', id: '555555555555' } as const;
  const exempt = {
    ...organization,
    accounts: [...organization.accounts, spare as never],
    exemptions: [{ guardrail: 'acls', account: 'play', because: '', owner: '', until: '2999-01-01' }],
  };
  const asked = decisions(exempt, composePolicies(exempt, guardrails));
  expect(runPolicyTests(exempt, [{ ...promise, units: ['sandbox'] }], asked)).toEqual({ decided: 1, broken: [] });
});

it('fills context with the account it is asked in', () => {
  const context = { 'aws:SourceAccount': '$account', 'aws:SourceArn': ['arn:aws:x::$account.orders:y'] };
  const seen: unknown[] = [];
  runPolicyTests(organization, [{ ...promise, units: [], accounts: ['play'], context }], (_, question) => {
    seen.push(question.context);
    return { decision: 'denied', reasons: [] };
  });
  expect(seen).toEqual([{ 'aws:SourceAccount': '444444444444', 'aws:SourceArn': ['arn:aws:x::333333333333:y'] }]);
});
