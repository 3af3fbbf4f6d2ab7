import type { Change } from '../../lib/organizations/change';
import { describeChange } from '../../lib/organizations/describe-change';
import type { DesiredAccount, DesiredOrganization, DesiredPolicy, DesiredUnit } from '../../lib/organizations/desired';
import type { LivingAccount, LivingOrganization, LivingPolicy } from '../../lib/organizations/living';
import { planChanges } from '../../lib/organizations/plan';
import { document } from './templates';

const unit = (path: string, more: Partial<DesiredUnit> = {}): DesiredUnit => {
  const names = path.split('/');
  const above = names.slice(0, -1).join('/');
  return { name: names.at(-1) ?? '', path, parent: above ? `unit ${above}` : 'root', tags: {}, ...more };
};
const account = (
  name: string,
  parent: DesiredAccount['parent'],
  more: Partial<DesiredAccount> = {},
): DesiredAccount => ({
  name,
  email: `${name}@example.com`,
  parent,
  tags: {},
  ...more,
});
const policy = (name: string, targets: DesiredPolicy['targets'], more: Partial<DesiredPolicy> = {}): DesiredPolicy => ({
  name,
  type: 'SERVICE_CONTROL_POLICY',
  description: '',
  content: document('one'),
  targets,
  tags: {},
  ...more,
});
const alive = (id: string, name: string, more: Partial<LivingAccount> = {}): LivingAccount => ({
  id,
  name,
  email: `${name}@example.com`,
  status: 'ACTIVE',
  parent: 'r-1',
  ...more,
});
const attached = (
  id: string,
  name: string,
  targets: readonly string[],
  more: Partial<LivingPolicy> = {},
): LivingPolicy => ({
  id,
  type: 'SERVICE_CONTROL_POLICY',
  name,
  description: '',
  content: document('one'),
  targets,
  ...more,
});

const living: LivingOrganization = {
  id: 'o-1',
  features: 'ALL',
  managementAccount: '100000000000',
  root: 'r-1',
  policyTypes: ['SERVICE_CONTROL_POLICY'],
  units: [{ id: 'ou-1-workloads', name: 'workloads', path: 'workloads', parent: 'r-1' }],
  accounts: [alive('100000000000', 'root'), alive('200000000000', 'orders', { parent: 'ou-1-workloads' })],
  pendingAccounts: [],
  policies: [attached('p-floor', 'breakwater-floor', ['r-1'])],
  tags: {},
};
const desired: DesiredOrganization = {
  units: [unit('workloads')],
  accounts: [account('orders', 'unit workloads')],
  policies: [policy('breakwater-floor', ['root'])],
};

interface Case {
  readonly when: string;
  readonly desired?: Partial<DesiredOrganization>;
  readonly living?: Partial<LivingOrganization>;
  readonly plan: readonly string[];
}

const cases: readonly Case[] = [
  { when: 'everything is as the templates say', plan: [] },
  {
    when: 'a child is declared with its parent',
    desired: { units: [unit('workloads'), unit('sandbox'), unit('sandbox/one')] },
    plan: ['create unit sandbox', 'create unit sandbox/one'],
  },
  {
    when: 'an account is new and its unit too',
    desired: {
      units: [unit('workloads'), unit('sandbox')],
      accounts: [...desired.accounts, account('play', 'unit sandbox')],
    },
    plan: [
      'create unit sandbox',
      'create account play (play@example.com)',
      'move account play from the root to unit sandbox',
    ],
  },
  {
    when: 'a new account stays in the root',
    desired: { accounts: [...desired.accounts, account('play', 'root')] },
    plan: ['create account play (play@example.com)'],
  },
  {
    when: 'AWS is still creating an account',
    desired: { accounts: [...desired.accounts, account('play', 'unit workloads')] },
    living: { pendingAccounts: [{ name: 'play', request: 'car-1' }] },
    plan: ['wait for account play, which AWS is still creating', 'move account play from the root to unit workloads'],
  },
  {
    when: 'an account was moved by hand',
    living: { accounts: [alive('200000000000', 'orders')] },
    plan: ['move account orders from the root to unit workloads'],
  },
  {
    when: 'an account is known by its e-mail, in other letters, under another name',
    living: {
      accounts: [alive('200000000000', 'Orders GmbH', { email: 'Orders@Example.com', parent: 'ou-1-workloads' })],
    },
    plan: ["leave account orders alone: AWS calls it 'Orders GmbH'; rename it there or in organization.yaml"],
  },
  {
    when: 'an account was closed',
    living: { accounts: [alive('200000000000', 'orders', { status: 'CLOSED' })] },
    plan: ['leave account orders alone: it is CLOSED; take it out of organization.yaml, or have AWS Support reopen it'],
  },
  {
    when: 'units and accounts exist that no template holds',
    living: {
      units: [...living.units, { id: 'ou-1-old', name: 'old', path: 'old', parent: 'r-1' }],
      accounts: [...living.accounts, alive('300000000000', 'guest'), alive('400000000000', 'guest')],
    },
    plan: [
      'leave unit old alone: no template holds it',
      'leave account guest (300000000000) alone: no template holds it',
      'leave account guest (400000000000) alone: no template holds it',
    ],
  },
  {
    when: 'a policy has a type that is not enabled',
    desired: {
      policies: [...desired.policies, policy('breakwater-tags', ['root'], { type: 'TAG_POLICY', content: {} })],
    },
    plan: [
      'enable policies of type TAG_POLICY',
      'create policy breakwater-tags (TAG_POLICY)',
      'attach policy breakwater-tags to the root',
    ],
  },
  {
    when: 'a policy takes the place of another: the new one is there before the old one goes',
    desired: { policies: [policy('breakwater-base', ['root', 'account orders'])] },
    plan: [
      'create policy breakwater-base (SERVICE_CONTROL_POLICY)',
      'attach policy breakwater-base to the root',
      'attach policy breakwater-base to account orders',
      'detach policy breakwater-floor from the root',
      'leave policy breakwater-floor alone: no template holds it any more; delete it when nobody misses it',
    ],
  },
  {
    when: 'a policy without targets is attached while the landing zone runs, as the quarantine is',
    desired: { policies: [...desired.policies, policy('breakwater-quarantine', [])] },
    living: {
      policies: [...living.policies, attached('p-quarantine', 'breakwater-quarantine', ['100000000000'])],
    },
    plan: [],
  },
  {
    when: 'a policy has to be under an account before the account moves there',
    desired: {
      units: [unit('workloads'), unit('workloads/production')],
      accounts: [account('orders', 'unit workloads/production')],
      policies: [policy('breakwater-floor', ['root', 'unit workloads/production'])],
    },
    plan: [
      'create unit workloads/production',
      'attach policy breakwater-floor to unit workloads/production',
      'move account orders from unit workloads to unit workloads/production',
    ],
  },
  {
    when: 'a document differs',
    desired: { policies: [policy('breakwater-floor', ['root'], { content: document('one', 'two') })] },
    plan: ['update policy breakwater-floor'],
  },
  {
    when: 'a document differs in the order of its keys only',
    desired: { policies: [policy('breakwater-floor', ['root'], { content: flipped(document('one')) })] },
    plan: [],
  },
  {
    when: 'a description differs',
    desired: { policies: [policy('breakwater-floor', ['root'], { description: 'new' })] },
    plan: ['update policy breakwater-floor'],
  },
  {
    when: 'statements move along: each arrives before it leaves',
    desired: {
      policies: [
        policy('breakwater-a', [], { content: document() }),
        policy('breakwater-b', [], { content: document('first') }),
        policy('breakwater-c', [], { content: document('second') }),
      ],
    },
    living: {
      policies: [
        attached('p-a', 'breakwater-a', [], { content: document('first') }),
        attached('p-b', 'breakwater-b', [], { content: document('second') }),
        attached('p-c', 'breakwater-c', [], { content: document() }),
      ],
    },
    plan: ['update policy breakwater-c', 'update policy breakwater-b', 'update policy breakwater-a'],
  },
  {
    when: 'statements are swapped, where no order helps',
    desired: {
      policies: [
        policy('breakwater-a', [], { content: document('second') }),
        policy('breakwater-b', [], { content: document('first') }),
      ],
    },
    living: {
      policies: [
        attached('p-a', 'breakwater-a', [], { content: document('first') }),
        attached('p-b', 'breakwater-b', [], { content: document('second') }),
      ],
    },
    plan: ['update policy breakwater-a', 'update policy breakwater-b'],
  },
  {
    when: 'a policy of somebody else is attached',
    living: { policies: [...living.policies, attached('p-theirs', 'theirs', ['r-1', '200000000000'])] },
    plan: ['leave policy theirs alone: it is not ours'],
  },
  {
    when: 'tags were read and some lack or differ',
    desired: {
      accounts: [account('orders', 'unit workloads', { tags: { data: 'internal', team: 'shop', kept: 'yes' } })],
    },
    living: { tags: { '200000000000': { data: 'public', kept: 'yes', other: 'theirs' } } },
    plan: ['tag account orders with data=internal, team=shop'],
  },
  {
    when: 'tags were not read',
    desired: { accounts: [account('orders', 'unit workloads', { tags: { data: 'internal' } })] },
    plan: [],
  },
];

test.each(cases)('when $when', ({ desired: want, living: have, plan }) => {
  const changes = planChanges({ ...desired, ...want }, { ...living, ...have });
  expect(changes.map(describeChange)).toEqual(plan);
});

test('where there is no organization yet, it comes first', () => {
  expect(planChanges(desired, undefined).map(describeChange)).toEqual([
    'create the organization, with all features',
    'enable policies of type SERVICE_CONTROL_POLICY',
    'create unit workloads',
    'create policy breakwater-floor (SERVICE_CONTROL_POLICY)',
    'attach policy breakwater-floor to the root',
    'create account orders (orders@example.com)',
    'move account orders from the root to unit workloads',
  ]);
});

test('no change ever deletes or closes anything', () => {
  const nothing: DesiredOrganization = { units: [], accounts: [], policies: [] };
  const kinds = new Set<Change['kind']>(planChanges(nothing, living).map(({ kind }) => kind));
  expect([...kinds]).toEqual(['detach-policy', 'unmanaged']);
});

test('an account that AWS has under another e-mail is refused, and every one of them is named', () => {
  const accounts = [account('orders', 'root', { email: 'a@b.co' }), account('root', 'root', { email: 'c@d.co' })];
  expect(() => planChanges({ ...desired, accounts }, living)).toThrow(
    "account 'orders' has e-mail a@b.co in the templates, orders@example.com in AWS (200000000000); correct one of them\n" +
      "account 'root' has e-mail c@d.co in the templates, root@example.com in AWS (100000000000); correct one of them",
  );
});

test('an organization without all features is refused', () => {
  expect(() => planChanges(desired, { ...living, features: 'CONSOLIDATED_BILLING' })).toThrow(
    'o-1: has consolidated billing only; enable all features',
  );
});

function flipped(content: DesiredPolicy['content']): DesiredPolicy['content'] {
  return Object.fromEntries(Object.entries(content).reverse());
}
