import { attend } from '../../lib/remediation/attend';
import type { Ledger } from '../../lib/remediation/ledger';
import type { Incident, Loop } from '../../lib/remediation/loop';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { undo } from '../../lib/remediation/undo';
import { aLoop, incident, resource, type Settings, type World } from './a-loop';
import type { Table } from './a-table';

process.env.LOG_LEVEL = 'SILENT';

const exemption = { guardrail: 'doors-stay-closed', because: 'a public door', owner: 'shop', until: '2026-12-31' };
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

const lockKey = { pk: `resource#${resource.arn}`, sk: 'doors-stay-closed' };
const put = (table: Table, item: { readonly pk: string; readonly sk: string; readonly suspendedUntil?: string }) =>
  table.items.set(`${item.pk}\n${item.sk}`, item);
const fixedBefore = ({ table, now }: World, ...minutes: readonly number[]) =>
  put(table, Object.assign({ fixes: minutes.map((ago) => now.getTime() - ago * 60_000) }, lockKey));

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
    title: 'a door that flaps is for people',
    given: (world) => fixedBefore(world, 10, 20, 30),
    outcome: 'reported',
    because: /fixed 3 times within an hour; alice keeps bringing it back$/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'whose stack brings it back is told, where its tags say so',
    given: (world) => {
      fixedBefore(world, 10, 20, 30);
      world.tags = { 'aws:cloudformation:stack-name': 'web' };
    },
    outcome: 'reported',
    because: /keeps bringing it back; it belongs to the CloudFormation stack web/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'whose cluster brings it back is told, where its tags name it',
    given: (world) => {
      fixedBefore(world, 10, 20, 30);
      world.tags = { 'elbv2.k8s.aws/cluster': 'shop' };
    },
    outcome: 'reported',
    because: /keeps bringing it back; it belongs to a controller of the Kubernetes cluster shop/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'whose cluster brings it back is told, where a tag is named for it',
    given: (world) => {
      fixedBefore(world, 10, 20, 30);
      world.tags = { 'kubernetes.io/cluster/shop': 'owned' };
    },
    outcome: 'reported',
    because: /keeps bringing it back; it belongs to a controller of the Kubernetes cluster shop/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'whose scaling group brings it back is told',
    given: (world) => {
      fixedBefore(world, 10, 20, 30);
      world.tags = { 'aws:autoscaling:groupName': 'web' };
    },
    outcome: 'reported',
    because: /keeps bringing it back; it belongs to the auto scaling group web/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'tags that cannot be read are no reason not to report',
    settings: { tags: () => Promise.reject(new Error('AccessDenied')) },
    given: (world) => fixedBefore(world, 10, 20, 30),
    outcome: 'reported',
    because: /alice keeps bringing it back$/,
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
    title: 'fixes of long ago are no flapping',
    given: (world) => fixedBefore(world, 70, 80, 90),
    outcome: 'fixed',
    because: /open/,
    applied: 1,
    alerts: 1,
  },
  {
    title: 'an undo is given peace',
    given: ({ table }) => put(table, { ...lockKey, suspendedUntil: '2026-11-22T00:00:00Z' }),
    outcome: 'reported',
    because: /peace until 2026-11-22/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'who broke the glass is told of, and not contradicted',
    incident: { actor: { kind: 'break-glass', name: 'ada' } },
    outcome: 'reported',
    because: /ada broke the glass; it is left in peace for a day/,
    applied: 0,
    alerts: 1,
  },
  {
    title: 'who was denied in spite of it is told of',
    incident: { actor: { kind: 'break-glass', name: 'ada' }, attempted: true },
    outcome: 'reported',
    because: /denied/,
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

test('what was done with broken glass is left alone for a day by the hourly look, and then put right', async () => {
  const { loop, world } = aLoop();
  await attend(loop, { ...incident, actor: { kind: 'break-glass', name: 'ada' } });
  const look = (eventId: string) => attend(loop, { ...incident, eventId, swept: true });
  world.now = new Date('2026-11-22T10:00:00Z');
  expect(await look('look-1')).toMatchObject({ kind: 'reported', withheld: 'peace' });
  world.now = new Date('2026-11-22T10:02:00Z');
  expect(await look('look-2')).toMatchObject({ kind: 'fixed' });
});

test('a longer peace stays as long as it was', async () => {
  const { loop, world } = aLoop();
  put(world.table, { ...lockKey, suspendedUntil: '2026-12-24T00:00:00Z' });
  await attend(loop, { ...incident, actor: { kind: 'break-glass', name: 'ada' } });
  expect([...world.table.items.values()]).toContainEqual(
    expect.objectContaining({ suspendedUntil: '2026-12-24T00:00:00Z' }),
  );
});

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

test('what failed half-way can be undone', async () => {
  const { loop, world } = aLoop({
    apply: () => {
      throw new Error('no');
    },
  });
  await attend(loop, incident);
  expect(world.records()[0]).toMatchObject({ state: 'failed', before: { open: true } });
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
  const { loop } = aLoop();
  await loop.ledger.lock(loop.id, resource);
  await expect(attend(loop, incident)).rejects.toThrow(`${resource.arn}: another worker is on it`);
});

test('undo gives the before-image back and keeps the peace', async () => {
  const { loop, world } = aLoop();
  await attend(loop, incident);
  const { id } = world.records()[0] as LedgerRecord;
  await undo(loop, { undo: id, until: '2026-11-22T00:00:00Z' });
  expect(world.open).toBe(true);
  expect(world.records()[0]?.state).toBe('undone');
  expect(await attend(loop, { ...incident, eventId: 'event-2' })).toMatchObject({
    kind: 'reported',
    withheld: 'peace',
  });
});

test.each([
  ['nothing', 'the ledger has no such fix'],
  ['reported', 'changed nothing'],
])('undo of what changed nothing says so: %s', async (state, message) => {
  const { loop, world } = aLoop({ mode: 'notify' });
  if (state === 'reported') await attend(loop, incident);
  const [{ id } = { id: 'fix' }] = world.records();
  await expect(undo(loop, { undo: id, until: '2026-11-22T00:00:00Z' })).rejects.toThrow(message);
});

test('a worker that ended after its change leaves a fix behind, and not a riddle', async () => {
  const { loop, world } = aLoop({
    apply: (door) => {
      door.open = false;
      // The function is stopped here: nothing after it is written.
      throw Object.assign(new Error('stopped'), { name: 'TimeoutError' });
    },
  });
  await expect(attend(loop, incident)).rejects.toThrow('stopped');
  expect(world.records()[0]).toMatchObject({ state: 'applying' });
  expect(await attend(loop, incident)).toMatchObject({ kind: 'fixed', because: 'the door is open' });
  expect(world.records()[0]).toMatchObject({ state: 'fixed', before: { open: true }, change: { open: false } });
  expect(world.applied).toBe(1);
});

test('a fix that was begun and is then withheld has failed: what was done can be undone', async () => {
  let tries = 0;
  const { loop, world } = aLoop({
    apply: () => {
      if (tries++ === 0) throw throttled;
    },
  });
  await expect(attend(loop, incident)).rejects.toThrow('slow down');
  await (loop.ledger as Ledger).switchFixes({ off: true, because: 'x', by: 'jo', at: '2026-11-21T10:00:00Z' });
  expect(await attend(loop, incident)).toMatchObject({
    kind: 'failed',
    because: expect.stringMatching(/begun and not finished/),
  });
  expect(world.records()[0]).toMatchObject({ state: 'failed', before: { open: true }, change: { open: false } });
});

test('a worker that lost its lease changes nothing', async () => {
  const { loop, world } = aLoop();
  const read = loop.fix?.read as NonNullable<typeof loop.fix>['read'];
  const slow: Loop = {
    ...loop,
    fix: {
      ...(loop.fix as NonNullable<typeof loop.fix>),
      read: async (...given) => {
        const state = await read(...given);
        world.now = new Date(world.now.getTime() + 100_000);
        await loop.ledger.lock(loop.id, resource);
        return state;
      },
    },
  };
  await expect(attend(slow, incident)).rejects.toThrow('another worker');
  expect(world.applied).toBe(0);
  expect(world.records()).toEqual([]);
});

test('nobody can be told: the message comes back until somebody is, and nothing is fixed twice', async () => {
  const { loop, world } = aLoop();
  world.alertError = new Error('the topic is gone');
  await expect(attend(loop, incident)).rejects.toThrow('nobody could be told');
  expect(world.records()[0]).toMatchObject({ state: 'fixed', unheard: true });
  world.alertError = undefined;
  expect(await attend(loop, incident)).toMatchObject({
    kind: 'ignored',
    because: expect.stringMatching(/now somebody has heard/),
  });
  expect(world.alerts).toHaveLength(1);
  expect(world.records()[0]?.unheard).toBeUndefined();
  expect(world.applied).toBe(1);
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
