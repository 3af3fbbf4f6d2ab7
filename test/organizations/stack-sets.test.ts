import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { LivingAccount, LivingOrganization } from '../../lib/organizations/living';
import { type StackSet, stackSetsIn } from '../../lib/organizations/stack-sets/declared';
import { rollOutStackSet } from '../../lib/organizations/stack-sets/roll-out';
import { answerWith, fail } from './local-organization';
import { template } from './templates';

const alive = (
  id: string,
  parent: LivingAccount['parent'],
  status: LivingAccount['status'] = 'ACTIVE',
): LivingAccount => ({
  id,
  name: id,
  email: `${id}@example.com`,
  status,
  parent,
});
const living: LivingOrganization = {
  id: 'o-1',
  features: 'ALL',
  managementAccount: 'management',
  root: 'r-1',
  policyTypes: [],
  units: [
    { id: 'ou-1-a', name: 'a', path: 'a', parent: 'r-1' },
    { id: 'ou-1-b', name: 'b', path: 'b', parent: 'r-1' },
    { id: 'ou-1-deep', name: 'deep', path: 'a/deep', parent: 'ou-1-a' },
  ],
  accounts: [
    alive('management', 'r-1'),
    alive('one', 'ou-1-a'),
    alive('two', 'ou-1-deep'),
    alive('closed', 'ou-1-a', 'CLOSED'),
  ],
  pendingAccounts: [],
  policies: [],
  tags: {},
};
const stackSet: StackSet = {
  name: 'baseline',
  templateBody: '{"Resources":{}}',
  permissionModel: 'SERVICE_MANAGED',
  capabilities: [],
  parameters: [],
  tags: [],
  operationPreferences: { MaxConcurrentPercentage: 25 },
  instances: [{ places: ['unit a', 'unit a/deep', 'unit b'], regions: ['r1', 'r2'], parameters: [] }],
};
const stack = (Account: string, Region: string, more: object = {}) => ({ Account, Region, Status: 'CURRENT', ...more });
const everywhere = ['one', 'two'].flatMap((account) => ['r1', 'r2'].map((region) => stack(account, region)));

/** What AWS has, what it answers to operations, and what it is asked to change. */
function aws(world: {
  readonly set?: object;
  readonly stacks?: readonly object[];
  readonly running?: string;
  readonly operations?: readonly object[];
  readonly results?: readonly object[];
}) {
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  const changes: Readonly<Record<string, object>>[] = [];
  const operations = [...(world.operations ?? [])];
  answerWith(client, (operation, input) => {
    switch (operation) {
      case 'DescribeStackSet':
        return world.set ? { StackSet: world.set } : fail('StackSetNotFoundException');
      case 'ListStackSetOperations':
        return { Summaries: world.running ? [{ OperationId: world.running, Status: 'RUNNING' }] : [] };
      case 'ListStackInstances':
        return { Summaries: world.stacks ?? [] };
      case 'DescribeStackSetOperation':
        return { StackSetOperation: operations.shift() ?? { Status: 'SUCCEEDED' } };
      case 'ListStackSetOperationResults':
        return { Summaries: world.results ?? [] };
      default:
        changes.push({ [operation]: input });
        return { OperationId: `op-${changes.length}` };
    }
  });
  return { client, changes };
}

const set = { TemplateBody: stackSet.templateBody, OrganizationalUnitIds: ['ou-1-a', 'ou-1-b'] };

test('a new stack set targets whole units once each, empty ones too', async () => {
  const { client, changes } = aws({});
  const { done } = await rollOutStackSet(client, stackSet, { living });
  expect(done).toEqual(['created', 'stacks created']);
  expect(changes[1]).toMatchObject({
    CreateStackInstances: {
      DeploymentTargets: { OrganizationalUnitIds: ['ou-1-a', 'ou-1-b'] },
      Regions: ['r1', 'r2'],
      OperationPreferences: { MaxConcurrentPercentage: 25 },
    },
  });
});

test('fifty units go into one request', async () => {
  const units = Array.from({ length: 51 }, (_, number) => {
    return { id: `ou-1-${number}`, name: `u${number}`, path: `u${number}`, parent: 'r-1' } as const;
  });
  const places = units.map(({ path }) => `unit ${path}` as const);
  const wide = { ...stackSet, instances: [{ places, regions: ['r1'], parameters: [] }] };
  const { client, changes } = aws({});
  await rollOutStackSet(client, wide, { living: { ...living, units, accounts: [] } });
  const sizes = changes.slice(1).map(({ CreateStackInstances }) => {
    const { DeploymentTargets } = CreateStackInstances as { DeploymentTargets: { OrganizationalUnitIds: string[] } };
    return DeploymentTargets.OrganizationalUnitIds.length;
  });
  expect(sizes).toEqual([50, 1]);
});

interface Case {
  readonly when: string;
  readonly world: Parameters<typeof aws>[0];
  readonly declared?: Partial<StackSet>;
  readonly changes: readonly object[];
}
const cases: readonly Case[] = [
  { when: 'everything is in place', world: { set, stacks: everywhere }, changes: [] },
  {
    when: 'the template differs in the order of its keys only',
    world: { set: { ...set, TemplateBody: '{"b":1,"a":2}' }, stacks: everywhere },
    declared: { templateBody: '{"a":2,"b":1}' },
    changes: [],
  },
  {
    when: 'automatic deployment was switched off',
    world: { set: { ...set, AutoDeployment: { Enabled: false } }, stacks: everywhere },
    declared: { autoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true } },
    changes: [{ UpdateStackSet: { StackSetName: 'baseline', AutoDeployment: { Enabled: true } } }],
  },
  {
    when: 'an earlier update did not reach a stack',
    world: { set, stacks: [...everywhere.slice(1), stack('one', 'r1', { Status: 'OUTDATED' })] },
    changes: [{ UpdateStackSet: { StackSetName: 'baseline', TemplateBody: '{"Resources":{}}' } }],
  },
  {
    when: 'a stack is outdated in an account that was closed',
    world: { set, stacks: [...everywhere, stack('closed', 'r1', { Status: 'OUTDATED' })] },
    changes: [],
  },
  {
    when: 'AWS skips a suspended account',
    world: {
      set,
      stacks: [
        ...everywhere.slice(1),
        stack('one', 'r1', {
          Status: 'OUTDATED',
          StackInstanceStatus: { DetailedStatus: 'SKIPPED_SUSPENDED_ACCOUNT' },
        }),
      ],
    },
    changes: [],
  },
  {
    when: 'a unit is no target yet',
    world: { set: { ...set, OrganizationalUnitIds: ['ou-1-a'] }, stacks: everywhere },
    changes: [
      { CreateStackInstances: { DeploymentTargets: { OrganizationalUnitIds: ['ou-1-b'] }, Regions: ['r1', 'r2'] } },
    ],
  },
  {
    when: 'a region is new',
    world: { set, stacks: everywhere.filter(({ Region }) => Region === 'r1') },
    changes: [{ CreateStackInstances: { DeploymentTargets: { OrganizationalUnitIds: ['ou-1-a'] }, Regions: ['r2'] } }],
  },
  {
    when: 'one account of a unit lacks its stacks',
    world: { set, stacks: everywhere.filter(({ Account }) => Account === 'one') },
    changes: [
      {
        CreateStackInstances: {
          DeploymentTargets: {
            OrganizationalUnitIds: ['ou-1-a'],
            Accounts: ['two'],
            AccountFilterType: 'INTERSECTION',
          },
          Regions: ['r1', 'r2'],
        },
      },
    ],
  },
  {
    when: 'a run was killed between the stack set and its stacks',
    world: { set: { TemplateBody: stackSet.templateBody } },
    changes: [
      {
        CreateStackInstances: {
          DeploymentTargets: { OrganizationalUnitIds: ['ou-1-a', 'ou-1-b'] },
          Regions: ['r1', 'r2'],
        },
      },
    ],
  },
];
test.each(cases)('when $when', async ({ world, declared, changes }) => {
  const { client, changes: made } = aws(world);
  await rollOutStackSet(client, { ...stackSet, ...declared }, { living });
  expect(made).toMatchObject(changes);
  expect(made).toHaveLength(changes.length);
});

test('an operation that is under way is followed first, and waited for with growing pauses', async () => {
  const operations = [{ Status: 'RUNNING' }, { Status: 'RUNNING' }, { Status: 'SUCCEEDED' }];
  const { client, changes } = aws({ set, stacks: everywhere, running: 'op-before', operations });
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => void slept.push(milliseconds);
  expect(await rollOutStackSet(client, stackSet, { living, sleep })).toMatchObject({ done: [], failures: [] });
  expect(slept).toEqual([2_000, 3_000]);
  expect(changes).toEqual([]);
});

test('failures are told by account and region, even where AWS calls the operation a success', async () => {
  const results = [
    { Account: 'one', Region: 'r1', Status: 'SUCCEEDED' },
    { Account: 'two', Region: 'r1', Status: 'FAILED', StatusReason: 'role exists' },
    { Account: 'two', Region: 'r2', Status: 'CANCELLED' },
  ];
  const operations = [{ Status: 'SUCCEEDED', StatusDetails: { FailedStackInstancesCount: 1 } }];
  const { client } = aws({ results, operations });
  const { failures } = await rollOutStackSet(client, stackSet, { living });
  expect(failures).toEqual([
    { account: 'two', region: 'r1', because: 'role exists' },
    { account: 'two', region: 'r2', because: 'CANCELLED' },
  ]);
});

test('an operation that takes an hour is an error that says the next run follows it', async () => {
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  answerWith(client, (operation) => {
    if (operation === 'DescribeStackSet') return fail('StackSetNotFoundException');
    return { OperationId: 'op-1', StackSetOperation: { Status: 'RUNNING' } };
  });
  await expect(rollOutStackSet(client, stackSet, { living, sleep: async () => {} })).rejects.toThrow(
    'operation op-1 of stack set baseline is RUNNING after 60 minutes; the operation goes on in AWS; run again to follow it',
  );
});

test('stacks where no template wants them are told and stay', async () => {
  const { client, changes } = aws({ set, stacks: [...everywhere, stack('elsewhere', 'r1')] });
  const { unmanaged } = await rollOutStackSet(client, stackSet, { living });
  expect(unmanaged).toEqual([{ account: 'elsewhere', region: 'r1' }]);
  expect(changes).toEqual([]);
});

test('a unit that is not there yet is an error', async () => {
  const early = { ...stackSet, instances: [{ places: ['unit new'] as const, regions: ['r1'], parameters: [] }] };
  await expect(rollOutStackSet(aws({}).client, early, { living })).rejects.toThrow(
    "unit 'new' is not in the organization yet; create it before rolling out stacks to it",
  );
});

const declare = (properties: object) =>
  stackSetsIn([template({ Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { ...properties } } })], {
    'ou-1-a': 'unit a',
  });

test('a stack set is read from a template as its API takes it', () => {
  const group = { DeploymentTargets: { OrganizationalUnitIds: ['ou-1-a'] }, Regions: ['r1'] };
  expect(
    declare({
      StackSetName: 'baseline',
      PermissionModel: 'SERVICE_MANAGED',
      TemplateBody: '{}',
      ManagedExecution: { Active: true },
      StackInstancesGroup: [group],
    }),
  ).toMatchObject([
    {
      name: 'baseline',
      permissionModel: 'SERVICE_MANAGED',
      templateBody: '{}',
      managedExecution: { Active: true },
      instances: [{ places: ['unit a'], regions: ['r1'], parameters: [] }],
    },
  ]);
});

test.each([
  [
    'a template by URL',
    { TemplateURL: 'https://x' },
    'Set: TemplateBody is null; it is a text that is known before deploy',
  ],
  [
    'accounts instead of units',
    { TemplateBody: '{}', StackInstancesGroup: [{ DeploymentTargets: { Accounts: ['1'] }, Regions: ['r1'] }] },
    'Set: a group names no OrganizationalUnitIds; only service-managed stack sets are rolled out',
  ],
])('refuses %s', (_, properties, says) => {
  expect(() => declare(properties)).toThrow(says);
});
