import { costCategoryRules, costCategoryValue } from '../../lib/model/cost-category';
import { resourcesOfType } from '../../lib/model/template';
import { anOrganization, memberAccounts } from './an-organization';
import { synthesize } from './synthesize';

const budgets = {
  currency: 'USD',
  organization: 1000,
  units: { workloads: 500, suspended: 5 },
  anomaliesFrom: 50,
  emails: ['money@example.com'],
} as const;
const template = (changes = {}) =>
  synthesize(anOrganization({ budgets, ...changes })).stacks.find(({ name }) => name === 'breakwater-money')
    ?.template ?? {};
const propertiesOf = (type: string, of = template()) =>
  resourcesOfType(of, type).map(([, { Properties }]) => Properties ?? {});

it('sorts costs by the units of accounts', () => {
  const [category] = propertiesOf('AWS::CE::CostCategory');
  expect(category).toMatchObject({ Name: 'breakwater-unit', DefaultValue: 'none' });
  const byAccount = (...Values: readonly string[]) => ({ Dimensions: { Key: 'LINKED_ACCOUNT', Values } });
  expect(JSON.parse(String(category?.Rules))).toEqual([
    { Value: 'security', Rule: byAccount('000000000002', '000000000003') },
    { Value: 'workloads - production', Rule: byAccount('111122223333') },
  ]);
});

it('has a budget of the organization, and of each unit with those below it', () => {
  const all = propertiesOf('AWS::Budgets::Budget').map(({ Budget }) => Budget as Record<string, unknown>);
  expect(
    all.map(({ BudgetName, BudgetLimit, FilterExpression }) => [BudgetName, BudgetLimit, FilterExpression]),
  ).toEqual([
    ['breakwater organization', { Amount: 1000, Unit: 'USD' }, undefined],
    [
      'breakwater-workloads',
      { Amount: 500, Unit: 'USD' },
      { CostCategories: { Key: 'breakwater-unit', Values: ['workloads - production'] } },
    ],
    [
      'breakwater-suspended',
      { Amount: 5, Unit: 'USD' },
      { CostCategories: { Key: 'breakwater-unit', Values: ['suspended'] } },
    ],
  ]);
});

it('tells before it is too late, and when it is', () => {
  const [budget] = propertiesOf('AWS::Budgets::Budget');
  const told = budget?.NotificationsWithSubscribers as readonly {
    readonly Notification: { readonly NotificationType: string; readonly Threshold: number };
    readonly Subscribers: readonly unknown[];
  }[];
  expect(told.map(({ Notification }) => [Notification.NotificationType, Notification.Threshold])).toEqual([
    ['FORECASTED', 100],
    ['ACTUAL', 80],
    ['ACTUAL', 100],
  ]);
  for (const { Subscribers } of told) {
    expect(Subscribers).toEqual([{ SubscriptionType: 'EMAIL', Address: 'money@example.com' }]);
  }
});

it('watches every account by itself with one monitor', () => {
  expect(propertiesOf('AWS::CE::AnomalyMonitor')).toEqual([
    { MonitorName: 'breakwater-accounts', MonitorType: 'DIMENSIONAL', MonitorDimension: 'LINKED_ACCOUNT' },
  ]);
  expect(propertiesOf('AWS::CE::AnomalySubscription')[0]?.ThresholdExpression).toContain('"Values":["50"]');
});

it('has as many resources for a thousand accounts', () => {
  const accounts = [...anOrganization().accounts, ...memberAccounts(1000)];
  const many = template({ accounts });
  expect(Object.keys(many.Resources ?? {})).toEqual(Object.keys(template().Resources ?? {}));
  expect(JSON.stringify(many).length).toBeLessThan(51_200);
});

it('has nothing where nothing is budgeted', () => {
  const names = synthesize(anOrganization()).stacks.map(({ name }) => name);
  expect(names).not.toContain('breakwater-money');
});

it.each([
  ['workloads', 'workloads'],
  ['workloads/production', 'workloads - production'],
])('the unit %s is %s in the cost category', (path, value) => expect(costCategoryValue(path)).toBe(value));

it.each(['a/b & c', 'workloads - production', 'none', 'x'.repeat(60), `${'long '.repeat(12)}name`])(
  'a unit that Cost Explorer cannot name, %s, has a name nobody else has',
  (path) => {
    const value = costCategoryValue(path);
    expect(value).toMatch(/^(?! )[\p{L}\p{N}\p{Z}_-]{1,50}(?<! )$/u);
    expect(value).toMatch(/-[0-9a-f]{8}$/);
  },
);

it('sorts no account whose id nobody knows', () => {
  const accounts = anOrganization().accounts.map(({ id: _, ...account }) => account);
  expect(costCategoryRules(anOrganization({ accounts }))).toEqual([]);
});
