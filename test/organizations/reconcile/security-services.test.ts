import { type LocalAws, startLocalAws } from '../../../lib/rehearsal/local-aws/local-aws';
import { everything } from './wanted';
import { createWorld, home, isChange, type World } from './world';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
}, 30_000);
afterAll(() => local.stop());

const notesOf = async (world: World) => {
  const { notes } = await world.run(everything(world));
  return notes.filter(({ setting }) => /^security-(hub|lake)-/.test(setting));
};

interface Case {
  readonly title: string;
  readonly before: (world: World) => void;
  readonly setting: string;
  readonly note: RegExp;
  readonly wrong: boolean;
  readonly never: string;
}

const cases: readonly Case[] = [
  {
    title: 'another administrator of Security Hub V2 stays',
    before: ({ state, members }) => {
      state.securityHub.administrator = String(members.orders);
    },
    setting: 'security-hub-administrator',
    note: /^account \d+ is the administrator of Security Hub V2; take that away by hand, then \d+ becomes it$/,
    wrong: true,
    never: 'DescribeSecurityHubV2',
  },
  {
    title: 'a security account without Security Hub V2 is waited for',
    before: ({ state }) => {
      state.securityHub.isOn = false;
    },
    setting: 'security-hub-administrator',
    note: /^Security Hub V2: once it is on in the security account$/,
    wrong: false,
    never: 'EnableSecurityHubV2',
  },
  {
    title: 'a lake that its stack has not made in one of two regions is waited for there',
    before: ({ state }) => {
      state.lake.regions = [home];
    },
    setting: 'security-lake-organization',
    note: /^Security Lake in eu-central-1: once its stack has made the lake there$/,
    wrong: false,
    never: 'CreateDataLake',
  },
  {
    title: 'a source nobody asks for stays, in a region that nobody asks for too',
    before: ({ state }) => {
      state.lake.collected['us-east-1'] = [{ sourceName: 'WAF', sourceVersion: '2.0' }];
    },
    setting: 'security-lake-organization',
    note: /^Security Lake still collects WAF of new accounts in us-east-1, and nothing here asks for it/,
    wrong: false,
    never: 'DeleteDataLakeOrganizationConfiguration',
  },
];

test.each(cases)('$title, and is told', async ({ before, setting, note, wrong, never }) => {
  const world = await createWorld(local);
  before(world);
  expect(await notesOf(world)).toEqual([{ setting, note: expect.stringMatching(note), wrong }]);
  expect(world.calls).not.toContain(never);
  world.calls.length = 0;
  expect(await notesOf(world)).toHaveLength(1);
  expect(world.calls.filter(isChange)).toEqual([]);
});

test('a lake of another administrator is left alone, and nothing is asked of ours', async () => {
  const world = await createWorld(local);
  world.state.lake.administrator = String(world.members.security);
  const { notes, steps } = await world.run(everything(world));
  expect(notes).toContainEqual({
    setting: 'security-lake-administrator',
    note: `account ${world.members.security} is the administrator of Security Lake; take that away by hand, then ${world.members.orders} becomes it`,
    wrong: true,
  });
  expect(world.calls.filter((operation) => /DataLake/.test(operation))).toEqual([]);
  expect(steps.filter(({ outcome }) => outcome.kind !== 'done')).toEqual([]);
});

test('what a lake collects already keeps its version, and gets the rest beside it', async () => {
  const world = await createWorld(local);
  world.state.lake.collected[home] = [
    { sourceName: 'ROUTE53', sourceVersion: '1.0' },
    { sourceName: 'WAF', sourceVersion: '2.0' },
  ];
  await world.run(everything(world));
  expect(world.state.lake.collected).toEqual({
    [home]: [
      { sourceName: 'ROUTE53', sourceVersion: '1.0' },
      { sourceName: 'WAF', sourceVersion: '2.0' },
      { sourceName: 'CLOUD_TRAIL_MGMT', sourceVersion: '2.0' },
    ],
    'eu-central-1': [
      { sourceName: 'CLOUD_TRAIL_MGMT', sourceVersion: '2.0' },
      { sourceName: 'ROUTE53', sourceVersion: '2.0' },
    ],
  });
});

test('a lake whose account does not administer it yet is planned as if it did', async () => {
  const world = await createWorld(local);
  const { steps } = await world.run(everything(world), { mode: 'plan' });
  const { orders } = world.members;
  expect(steps.filter(({ setting }) => setting.startsWith('security-lake')).map(({ says }) => says)).toEqual([
    `make account ${orders} the administrator of Security Lake`,
    'collect CLOUD_TRAIL_MGMT, ROUTE53 of new accounts in eu-west-1, eu-central-1',
  ]);
  expect(world.calls).not.toContain('ListDataLakes');
});

describe('what stands on something that is not there yet is left alone, and said once', () => {
  const waiting = async (world: World, mode: 'plan' | 'apply') => {
    const { steps, notes } = await world.run(everything(world), { mode });
    return {
      notes: notes.map(({ note }) => note).filter((note) => /Macie/.test(note)),
      steps: steps.filter(({ setting }) => setting.startsWith('macie')),
      refused: steps.filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'blocked'),
    };
  };

  test('in a run, and in the plan of the next', async () => {
    const world = await createWorld(local);
    world.state.macieIsOn = false;
    const once = [`Macie in ${home}: once it is on in the security account there`];
    for (const mode of ['apply', 'plan'] as const) {
      expect(await waiting(world, mode)).toEqual({ notes: once, steps: [], refused: [] });
    }
    expect(world.calls).not.toContain('CreateMember');
  });

  test('and is settled when it is there', async () => {
    const world = await createWorld(local);
    world.state.macieIsOn = false;
    await waiting(world, 'apply');
    world.state.macieIsOn = true;
    const { notes, steps } = await waiting(world, 'apply');
    expect(notes).toEqual([]);
    expect(steps.map(({ outcome }) => outcome.kind)).toEqual(['done', 'done', 'done', 'done']);
  });
});
