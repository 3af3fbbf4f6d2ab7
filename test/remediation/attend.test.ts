import { attend } from '../../lib/remediation/attend';
import type { Ledger } from '../../lib/remediation/ledger';
import type { Incident, Loop } from '../../lib/remediation/loop';
import { aLoop, incident, resource, type Settings, type World } from './a-loop';

process.env.LOG_LEVEL = 'SILENT';

const exemption = { guardrail: 'doors-stay-closed', because: 'a public door', owner: 'shop', until: '2026-12-31' };

interface Case {
  readonly title: string;
  readonly settings?: Settings;
  readonly given?: (world: World, loop: Loop) => unknown;
  readonly incident?: Partial<Incident>;
  readonly outcome: string;
  readonly because: RegExp;
  readonly applied: number;
  readonly alerts: number;
}

const cases: readonly Case[] = [
  { title: 'an open door is closed', outcome: 'fixed', because: /door is open/, applied: 1, alerts: 1 },
  {
    title: 'a closed door is left',
    given: (world) => {
      world.open = false;
    },
    outcome: 'left',
    because: /closed/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'a door that is gone is left',
    given: (world) => {
      world.open = undefined;
    },
    outcome: 'left',
    because: /gone/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'a denied attempt is reported',
    incident: { attempted: true },
    outcome: 'reported',
    because: /denied/,
    applied: 0,
    alerts: 1,
  },
  { title: 'off means off', settings: { mode: 'off' }, outcome: 'ignored', because: /off/, applied: 0, alerts: 0 },
  {
    title: 'observe records and is silent',
    settings: { mode: 'observe' },
    outcome: 'reported',
    because: /door is open; not fixed: the mode here is observe/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'notify alerts',
    settings: { mode: 'notify' },
    outcome: 'reported',
    because: /mode here is notify/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a change that a person has to agree to waits for one',
    settings: {
      decide: () => ({ kind: 'plan', change: { open: false }, because: 'it is open', approval: 'somebody is inside' }),
    },
    outcome: 'waiting',
    because: /it is open; a person has to agree first: somebody is inside/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'an exemption by resource holds',
    settings: { exemptions: [{ ...exemption, resource: 'arn:aws:s3:::ord*' }] },
    outcome: 'left',
    because: /exempt until 2026-12-31: a public door \(shop\)/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'an exemption by unit holds',
    settings: { exemptions: [{ ...exemption, unit: 'ou-work-11111111' }] },
    outcome: 'left',
    because: /exempt/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'an exemption by tag holds once the tags are read',
    settings: { exemptions: [{ ...exemption, tag: 'public=yes' }] },
    given: (world) => {
      world.tags = { public: 'yes' };
    },
    outcome: 'left',
    because: /exempt/,
    applied: 0,
    alerts: 0,
  },
  {
    title: 'an exemption for another account does not hold',
    settings: { exemptions: [{ ...exemption, account: '000000000000', resource: '*' }] },
    outcome: 'fixed',
    because: /open/,
    applied: 1,
    alerts: 1,
  },
  {
    title: 'an expired exemption enforces again',
    settings: { exemptions: [{ ...exemption, resource: '*', until: '2026-11-20' }] },
    outcome: 'fixed',
    because: /open/,
    applied: 1,
    alerts: 1,
  },
  {
    title: 'a guardrail without a fix reports',
    settings: { fixed: false },
    outcome: 'reported',
    because: /a person has to look/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'the kill switch stops the fix',
    given: (_world, { ledger }) =>
      (ledger as Ledger).switchFixes({ off: true, because: 'an outage', by: 'arn:jo', at: '2026-11-21T10:00:00Z' }),
    outcome: 'reported',
    because: /switched off in the whole organization by arn:jo since 2026-11-21T10:00:00Z: an outage/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a used-up budget stops the fix',
    given: async (_world, { ledger, id }) => {
      for (let spent = 0; spent < 100; spent += 1) await ledger.spend(id, resource.account, 100);
    },
    outcome: 'reported',
    because: /used up/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'tags that cannot be read where an exemption goes by tag fix nothing',
    settings: {
      exemptions: [{ ...exemption, tag: 'public=yes' }],
      tags: () => Promise.reject(new Error('AccessDenied')),
    },
    outcome: 'failed',
    because: /AccessDenied/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a guardrail that reads no tags fixes nothing where an exemption goes by tag',
    settings: {
      exemptions: [{ ...exemption, tag: 'public=yes' }],
      tagless: true,
    },
    outcome: 'failed',
    because: /reads no tags, so an exemption by tag may or may not be meant/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'an account nobody can place is reported and not touched',
    settings: { lineage: () => Promise.reject(new Error('the reader role is gone')) },
    outcome: 'reported',
    because: /mode here is notify/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'what only a person can judge is asked',
    settings: { decide: () => ({ kind: 'ask', because: 'is it meant?' }) },
    outcome: 'reported',
    because: /is it meant/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a fix that changes nothing is tried once more, and has failed',
    settings: { apply: () => {} },
    outcome: 'failed',
    because: /not right yet: the door is open/,
    applied: 2,
    alerts: 1,
  },
  {
    title: 'a fix that throws has failed, and says so',
    settings: {
      apply: () => {
        throw Object.assign(new Error('no'), { name: 'AccessDenied' });
      },
    },
    outcome: 'failed',
    because: /AccessDenied: no/,
    applied: 1,
    alerts: 1,
  },
  {
    title: 'a sweep that finds nothing wrong is silent',
    incident: { swept: true },
    given: (world) => {
      world.open = false;
    },
    outcome: 'left',
    because: /closed/,
    applied: 0,
    alerts: 0,
  },
];

test.each(cases)('$title', async ({ settings, given, incident: part, outcome, because, applied, alerts }) => {
  const { loop, world } = aLoop(settings);
  await given?.(world, loop);
  const result = await attend(loop, { ...incident, ...part });
  expect(result).toMatchObject({ kind: outcome, because: expect.stringMatching(because) });
  expect(world.applied).toBe(applied);
  expect(world.alerts).toHaveLength(alerts);
  const isSilent = outcome === 'ignored' || (part?.swept && outcome === 'left');
  expect(world.records().map(({ state }) => state)).toEqual(isSilent ? [] : [outcome]);
});

test('the same message twice is one fix', async () => {
  const { loop, world } = aLoop();
  await attend(loop, incident);
  world.open = true;
  expect(await attend(loop, incident)).toMatchObject({ kind: 'ignored', because: 'attended to before' });
  expect(world.applied).toBe(1);
});

test('no fix exists without a record: it is written ahead', async () => {
  let kept: unknown;
  const { loop, world } = aLoop({
    apply: (door) => {
      kept = { ...door.records()[0] };
      door.open = false;
    },
  });
  await attend(loop, incident);
  expect(kept).toMatchObject({ state: 'applying', before: { open: true }, change: { open: false } });
  expect(world.records()).toHaveLength(1);
  expect(world.records()[0]).toMatchObject({ before: { open: true }, change: { open: false }, calls: 3 });
});

test('the hourly look says the same once a day', async () => {
  const { loop, world } = aLoop({ mode: 'notify' });
  for (let hour = 0; hour < 30; hour += 1) {
    await attend(loop, { ...incident, eventId: `sweep-${hour}`, swept: true });
    world.now = new Date(world.now.getTime() + 3_600_000);
  }
  expect(world.alerts).toHaveLength(2);
  expect(world.records()).toHaveLength(2);
});
