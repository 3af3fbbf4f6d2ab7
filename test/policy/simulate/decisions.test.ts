import type { Account } from '../../../lib/model/organization';
import { composePolicies } from '../../../lib/policy/compose';
import { decisions } from '../../../lib/policy/simulate/decisions';
import { describeVerdict } from '../../../lib/policy/simulate/describe-verdict';
import { withStandInIds } from '../../../lib/policy/stand-in-ids';
import { guardrail, organization, rcp, scp } from '../organization';

const guardrails = [
  guardrail('acls', [scp('DenyAcls')]),
  guardrail('perimeter', [
    rcp('DenyStrangers', {
      condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg' } },
    }),
  ]),
];
const [management, , orders] = organization.accounts as readonly [Account, Account, Account];
const ask = decisions(organization, composePolicies(organization, guardrails));

it('says which statement of which guardrail denies, and where it is attached', () => {
  const verdict = ask(orders, { action: 's3:PutBucketAcl', resource: 'arn:aws:s3:::x' });
  expect(verdict).toMatchObject({
    decision: 'denied',
    reasons: [{ sid: 'DenyAcls', guardrail: 'acls', node: 'root' }],
  });
  expect(describeVerdict(verdict)).toMatch(/^denied by DenyAcls \(acls\), scp breakwater-scp-root-\d+ at root$/);
});

it('does not bind the management account', () => {
  expect(ask(management, { action: 's3:PutBucketAcl', resource: 'arn:aws:s3:::x' }).decision).toBe('allowed');
});

it('knows strangers by their account', () => {
  const question = { action: 's3:GetObject', resource: 'arn:aws:s3:::x/1' };
  expect(ask(orders, { ...question, principal: 'arn:aws:iam::999999999999:role/x' }).decision).toBe('denied');
  expect(ask(orders, { ...question, principal: 'arn:aws:iam::444444444444:role/x' }).decision).toBe('allowed');
});

it('spares a unit that is exempt, since the call says in which unit it is made', () => {
  const exempt = {
    ...organization,
    exemptions: [{ guardrail: 'acls', unit: 'workloads', because: '', owner: '', until: '2999-01-01' }],
  };
  const asked = decisions(exempt, composePolicies(exempt, guardrails));
  expect(asked(orders, { action: 's3:PutBucketAcl', resource: 'arn:aws:s3:::x' }).decision).toBe('allowed');
});

it('answers before AWS has given any id', () => {
  const { id: _, rootId: __, ...rest } = organization;
  const unborn = withStandInIds({
    ...rest,
    units: organization.units.map(({ id: ___, ...unit }) => unit),
    accounts: organization.accounts.map(({ id: ___, ...account }) => account),
  });
  const asked = decisions(unborn, composePolicies(unborn, guardrails));
  const account = unborn.accounts[2] as Account;
  expect(asked(account, { action: 's3:PutBucketAcl', resource: '*' }).decision).toBe('denied');
  expect(new Set(unborn.accounts.map(({ id }) => id)).size).toBe(unborn.accounts.length);
});

it('tells which level is silent', () => {
  const reasons = [{ type: 'scp' as const, node: 'workloads', document: 'Few' }];
  expect(describeVerdict({ decision: 'implicitlyDenied', reasons })).toBe(
    'implicitly denied: at workloads, of scps only Few is attached, and does not allow it',
  );
});
