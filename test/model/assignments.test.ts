import type { Access } from '../../lib/model/access';
import { assignmentShards, assignmentsOf } from '../../lib/model/assignments';
import { withBreakGlass } from '../../lib/model/break-glass-access';
import { anOrganization, memberAccounts } from '../stacks/an-organization';
import { someAccess } from '../stacks/some-access';

const organization = anOrganization();
const assigning = (...assignments: readonly Partial<Access['assignments'][number]>[]): Access => ({
  ...someAccess,
  assignments: assignments.map((one) => ({
    group: 'platform',
    permissionSet: 'Work',
    units: [],
    accounts: [],
    ...one,
  })),
});
const keysOf = (access: Access, changed = organization) => assignmentsOf(changed, access).map(({ key }) => key);

it.each<[string, Access, readonly string[]]>([
  ['a unit, and those below it', assigning({ units: ['workloads'] }), ['platform Work orders-prod']],
  [
    'two units',
    assigning({ units: ['security', 'workloads'] }),
    ['platform Work log-archive', 'platform Work security', 'platform Work orders-prod'],
  ],
  ['the management account, by name', assigning({ accounts: ['management'] }), ['platform Work management']],
  [
    'an account meant twice, once',
    assigning({ units: ['workloads'], accounts: ['orders-prod'] }, { accounts: ['orders-prod'] }),
    ['platform Work orders-prod'],
  ],
  ['nothing in a unit whose name only begins alike', assigning({ units: ['workload'] }), []],
])('is for %s', (_, access, keys) => expect(keysOf(access)).toEqual(keys));

it('leaves out accounts that are not there yet, and those that are suspended', () => {
  const [first, ...rest] = memberAccounts(3);
  const accounts = [...organization.accounts, { ...first, id: undefined }, { ...rest[0], unit: 'suspended' }, rest[1]];
  const changed = { ...organization, accounts } as typeof organization;
  expect(keysOf(assigning({ units: ['workloads', 'suspended'] }), changed)).toEqual([
    'platform Work orders-prod',
    'platform Work member-3',
  ]);
});

it('leads the two groups of break-glass access to their roles in the security account', () => {
  const whole = withBreakGlass(organization, someAccess);
  expect(keysOf(whole).slice(-2)).toEqual([
    'platform BreakGlassOperator security',
    'security BreakGlassApprover security',
  ]);
});

describe('a thousand accounts', () => {
  const many = { ...organization, accounts: [...organization.accounts, ...memberAccounts(1000)] };
  const access = assigning(
    ...['Admin', 'Work', 'Bills'].map((permissionSet) => ({ permissionSet, units: ['workloads'] })),
  );
  const shards = assignmentShards(many, access);

  it('fill stacks within their room', () => {
    expect(shards.flat()).toHaveLength(3003);
    expect(shards).toHaveLength(8 * 2);
    expect(Math.max(...shards.map(({ length }) => length))).toBeLessThanOrEqual(400);
  });

  it('stay where they are when one comes', () => {
    const one = { ...many, accounts: [...many.accounts, ...memberAccounts(1001).slice(-1)] };
    const after = assignmentShards(one, access);
    for (const [index, shard] of shards.entries()) expect(after[index]).toEqual(expect.arrayContaining([...shard]));
  });

  it('stay where they are when most go, since the lock file knows how many stacks there were', () => {
    const few = { ...many, accounts: many.accounts.slice(0, 20) };
    const after = assignmentShards(few, { ...access, stacks: shards.length });
    expect(after).toHaveLength(shards.length);
    for (const [index, shard] of after.entries()) expect(shards[index]).toEqual(expect.arrayContaining([...shard]));
  });

  it('move to later stacks only, where more are needed', () => {
    const wider = {
      ...access,
      assignments: [...access.assignments, ...assigning({ group: 'security', units: ['workloads'] }).assignments],
    };
    const after = assignmentShards(many, { ...wider, stacks: shards.length * 2 });
    const placeIn = (some: typeof shards) =>
      new Map(some.flatMap((shard, index) => shard.map(({ key }) => [key, index] as const)));
    const [before, then] = [placeIn(shards), placeIn(after)];
    for (const [key, index] of before) expect([index, index + shards.length]).toContain(then.get(key));
  });
});
