import fc from 'fast-check';
import type { Assembly } from '../../lib/assembly/assembly';
import { accountShards } from '../../lib/model/account-shards';
import type { Account, Organization } from '../../lib/model/organization';
import { resourcesOfType, type TemplateResource } from '../../lib/model/template';
import { anOrganization, memberAccounts } from './an-organization';
import { synthesize } from './synthesize';

// Room below CloudFormation's 500 resources and 1 MB a template.
const mostResources = 450;
const mostBytes = 800_000;

test('an account that comes changes its own resource and whom one other waits for', () => {
  const before = accountsOf(synthesize(withMembers(memberAccounts(20))));
  const [first, ...others] = memberAccounts(21);
  const after = accountsOf(synthesize(withMembers(others)));
  const gone = Object.keys(before).filter((logicalId) => !(logicalId in after));
  const changed = Object.keys(before).filter(
    (logicalId) => logicalId in after && JSON.stringify(before[logicalId]) !== JSON.stringify(after[logicalId]),
  );
  expect(gone.map((logicalId) => before[logicalId]?.Properties?.AccountName)).toEqual([first?.name]);
  expect(changed.length).toBeLessThanOrEqual(2);
  for (const logicalId of changed) expect(after[logicalId]?.Properties).toEqual(before[logicalId]?.Properties);
});

test('an account that moves changes one property', () => {
  const [moving, ...others] = memberAccounts(20);
  const moved = { ...(moving as Account), unit: 'workloads' };
  const before = accountsOf(synthesize(withMembers([moving as Account, ...others])));
  const after = accountsOf(synthesize(withMembers([moved, ...others])));
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(before).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
  expect(changed.map((id) => after[id]?.Properties?.AccountName)).toEqual([moved.name]);
});

test('four accounts at most are created at a time', () => {
  const accounts = Object.values(accountsOf(synthesize(withMembers(memberAccounts(60)))));
  expect(accounts.filter(({ DependsOn }) => DependsOn === undefined)).toHaveLength(4);
});

describe('with a thousand accounts', () => {
  const assembly = synthesize(withMembers(memberAccounts(997)));

  test('only stacks of accounts are added', () => {
    const small = synthesize(anOrganization()).stacks.map(({ name }) => name);
    expect(assembly.stacks.map(({ name }) => name).filter((name) => !small.includes(name))).toEqual([
      'breakwater-accounts-1',
      'breakwater-accounts-2',
    ]);
  });

  test('every template leaves room', () => {
    for (const { template, bytes } of assembly.stacks) {
      expect(Object.keys(template.Resources ?? {}).length).toBeLessThanOrEqual(mostResources);
      expect(bytes).toBeLessThanOrEqual(mostBytes);
    }
  });

  test('every account is in exactly one stack, and none exports or imports', () => {
    const names = accountEntries(assembly).map(([, { Properties }]) => Properties?.AccountName);
    expect(names).toHaveLength(999);
    expect(new Set(names).size).toBe(999);
    const holding = assembly.stacks.filter(({ name }) => /^breakwater-(organization|accounts)/.test(name));
    expect(holding.length).toBeGreaterThan(1);
    expect(JSON.stringify(holding).match(/Fn::ImportValue|"Outputs"/)).toBeNull();
  });
});

test('an account that was recorded stays in its stack, whoever comes and goes', () => {
  const everybody = fc.uniqueArray(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 1_200 });
  fc.assert(
    fc.property(everybody, everybody, (some, others) => {
      const recorded = new Map<string, number>();
      for (const [shard, accounts] of shardsOf(some).entries())
        for (const { name } of accounts) recorded.set(name, shard);
      for (const [shard, accounts] of shardsOf(others, recorded).entries()) {
        for (const { name } of accounts) if (recorded.has(name)) expect(recorded.get(name)).toBe(shard);
      }
    }),
    { numRuns: 50 },
  );
});

function shardsOf(numbers: readonly number[], recorded: ReadonlyMap<string, number> = new Map()) {
  const [template] = memberAccounts(1);
  const members = numbers.map((number): Account => {
    const name = `member-${number}`;
    return { ...(template as Account), name, shard: recorded.get(name) };
  });
  return accountShards(withMembers(members));
}

function withMembers(members: readonly Account[]): Organization {
  const organization = anOrganization();
  return { ...organization, accounts: [...organization.accounts.filter(({ role }) => role !== 'member'), ...members] };
}

function accountsOf(assembly: Assembly): Readonly<Record<string, TemplateResource>> {
  return Object.fromEntries(accountEntries(assembly));
}

function accountEntries({ stacks }: Assembly) {
  return stacks.flatMap(({ template }) => resourcesOfType(template, 'AWS::Organizations::Account'));
}
