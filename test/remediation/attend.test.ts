import { attend } from '../../lib/remediation/attend';
import type { Incident } from '../../lib/remediation/loop';
import { undo } from '../../lib/remediation/undo';
import { aLoop, incident, resource, type Settings, type World } from './a-loop';

const exemption = { guardrail: 'doors-stay-closed', because: 'a public door', owner: 'shop', until: '2026-12-31' };
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

interface Case {
  readonly title: string;
  readonly settings?: Settings;
  readonly given?: (world: World) => void;
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
    outcome: 'reported',
    because: /it is open; not fixed: a person has to agree first: somebody is inside/,
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
    given: (world) => {
      world.fixesAreOff = true;
    },
    outcome: 'reported',
    because: /switched off in the whole organization/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a used-up budget stops the fix',
    given: (world) => {
      world.budget = 0;
    },
    outcome: 'reported',
    because: /used up/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'a door that flaps is for people',
    given: ({ fixes, now }) => {
      fixes.push(...[10, 20, 30].map((minutes) => now.getTime() - minutes * 60_000));
    },
    outcome: 'reported',
    because: /fixed 3 times within an hour; alice keeps bringing it back/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'fixes of long ago are no flapping',
    given: ({ fixes, now }) => {
      fixes.push(...[70, 80, 90].map((minutes) => now.getTime() - minutes * 60_000));
    },
    outcome: 'fixed',
    because: /open/,
    applied: 1,
    alerts: 1,
  },
  {
    title: 'an undo is given peace',
    given: (world) => {
      world.suspendedUntil = '2026-11-22T00:00:00Z';
    },
    outcome: 'reported',
    because: /peace until 2026-11-22/,
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
    title: 'a fix that changes nothing has failed',
    settings: { apply: () => {} },
    outcome: 'failed',
    because: /not right yet: the door is open/,
    applied: 1,
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
  given?.(world);
  const result = await attend(loop, { ...incident, ...part });
  expect(result).toMatchObject({ kind: outcome, because: expect.stringMatching(because) });
  expect(world.applied).toBe(applied);
  expect(world.alerts).toHaveLength(alerts);
  const isSilent = outcome === 'ignored' || (part?.swept && outcome === 'left');
  expect([...world.records.values()].map(({ state }) => state)).toEqual(isSilent ? [] : [outcome]);
});

test('the same message twice is one fix', async () => {
  const { loop, world } = aLoop();
  await attend(loop, incident);
  world.open = true;
  expect(await attend(loop, incident)).toMatchObject({ kind: 'ignored', because: 'attended to before' });
  expect(world.applied).toBe(1);
});

test('no fix exists without a record: it is written ahead', async () => {
  const { loop, world } = aLoop();
  await attend(loop, incident);
  expect(world.written).toEqual(['applying', 'fixed']);
  expect([...world.records.values()][0]).toMatchObject({ before: { open: true }, change: { open: false }, calls: 3 });
});

test('what failed half-way can be undone', async () => {
  const { loop, world } = aLoop({
    apply: () => {
      throw new Error('no');
    },
  });
  await attend(loop, incident);
  expect([...world.records.values()][0]).toMatchObject({ state: 'failed', before: { open: true } });
});

test('what is worth another try goes back to the queue, and then succeeds', async () => {
  let tries = 0;
  const { loop, world } = aLoop({
    apply: (door) => {
      if (tries++ === 0) throw throttled;
      door.open = false;
    },
  });
  await expect(attend(loop, incident)).rejects.toThrow('slow down');
  expect(await attend(loop, incident)).toMatchObject({ kind: 'fixed' });
  expect(world.alerts).toHaveLength(1);
});

test('a resource another worker holds is tried again later', async () => {
  const { loop, world } = aLoop();
  world.heldByAnother = true;
  await expect(attend(loop, incident)).rejects.toThrow(`${resource.arn}: another worker is on it`);
});

test('undo gives the before-image back and keeps the peace', async () => {
  const { loop, world } = aLoop();
  await attend(loop, incident);
  const [id = ''] = world.records.keys();
  await undo(loop, { undo: id, until: '2026-11-22T00:00:00Z' });
  expect(world.open).toBe(true);
  expect(world.records.get(id)?.state).toBe('undone');
});

test.each([
  ['nothing', 'the ledger has no such fix'],
  ['reported', 'changed nothing'],
])('undo of what changed nothing says so: %s', async (state, message) => {
  const { loop, world } = aLoop({ mode: 'notify' });
  if (state === 'reported') await attend(loop, incident);
  const [id = 'fix'] = world.records.keys();
  await expect(undo(loop, { undo: id, until: '2026-11-22T00:00:00Z' })).rejects.toThrow(message);
});
