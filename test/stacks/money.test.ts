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
    expect(Subscribers).toEqual([
      { SubscriptionType: 'EMAIL', Address: 'money@example.com' },
      { SubscriptionType: 'SNS', Address: { Ref: expect.stringContaining('AlertsTopic') } },
    ]);
  }
});

it('watches every account by itself with one monitor', () => {
  expect(propertiesOf('AWS::CE::AnomalyMonitor')).toEqual([
    { MonitorName: 'breakwater-accounts', MonitorType: 'DIMENSIONAL', MonitorDimension: 'LINKED_ACCOUNT' },
  ]);
  const subscriptions = propertiesOf('AWS::CE::AnomalySubscription');
  for (const { ThresholdExpression } of subscriptions) expect(ThresholdExpression).toContain('"Values":["50"]');
  // AWS takes no other frequency for either.
  expect(subscriptions.map(({ Frequency, Subscribers }) => [Frequency, Subscribers])).toEqual([
    ['DAILY', [{ Type: 'EMAIL', Address: 'money@example.com' }]],
    ['IMMEDIATE', [{ Type: 'SNS', Address: { Ref: expect.stringContaining('AlertsTopic') } }]],
  ]);
});

describe('the topic', () => {
  const statementsOf = (type: string, property: string) =>
    propertiesOf(type).flatMap(
      (properties) => (properties[property] as { readonly Statement: readonly Record<string, unknown>[] }).Statement,
    );
  const admitted = { budgets: 'budgets::000000000001:*', costalerts: 'ce::000000000001:anomalysubscription/*' };

  it.each(Object.entries(admitted))(
    'and its key admit %s in the name of their own account alone',
    (service, source) => {
      const of = (statements: readonly Record<string, unknown>[]) =>
        statements.filter(({ Principal }) => JSON.stringify(Principal) === `{"Service":"${service}.amazonaws.com"}`);
      const Condition = {
        StringEquals: { 'aws:SourceAccount': '000000000001' },
        ArnLike: { 'aws:SourceArn': `arn:aws:${source}` },
      };
      const topic = of(statementsOf('AWS::SNS::TopicPolicy', 'PolicyDocument'));
      expect(topic).toEqual([expect.objectContaining({ Action: 'sns:Publish', Condition })]);
      const key = of(statementsOf('AWS::KMS::Key', 'KeyPolicy'));
      expect(key).toEqual([expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Condition })]);
    },
  );

  it('tells those who get alerts and no mail about money, so that nobody hears twice', () => {
    const told = (emails: readonly string[]) =>
      propertiesOf('AWS::SNS::Subscription', template({ alerts: { emails } })).map(({ Endpoint }) => Endpoint);
    expect(told(['money@example.com'])).toEqual([]);
    expect(told(['pager@example.com', 'money@example.com'])).toEqual(['pager@example.com']);
  });

  it('admits them before a budget is told of it', () => {
    const { Resources = {} } = template();
    const [policy] = resourcesOfType({ Resources }, 'AWS::SNS::TopicPolicy').map(([id]) => id);
    for (const type of ['AWS::Budgets::Budget', 'AWS::CE::AnomalySubscription']) {
      for (const [, { DependsOn }] of resourcesOfType({ Resources }, type)) expect(DependsOn).toContain(policy);
    }
  });
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
