import type { Progress } from '../../lib/model/guardrail';
import { attend } from '../../lib/remediation/attend';
import { follow } from '../../lib/remediation/follow';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { undo } from '../../lib/remediation/undo';
import { aLoop, incident, type Settings } from './a-loop';

/** A door that takes long to close. */
async function closing(settings: Settings = {}) {
  const says: { progress: Progress | Error } = { progress: { kind: 'underway', because: 'the hinge is oiled' } };
  const made = aLoop({
    follow: async () => {
      if (says.progress instanceof Error) throw says.progress;
      return says.progress;
    },
    ...settings,
  });
  const outcome = await attend(made.loop, incident);
  const [record] = made.world.records() as [LedgerRecord];
  const states = () => made.world.records().map(({ state }) => state);
  return { ...made, says, outcome, record, states, ask: () => follow(made.loop, { follow: record.id }) };
}
const done: Progress = { kind: 'done', because: 'it is closed', evidence: { photo: 'sha256' } };

test('a fix that goes on is begun, told and followed once', async () => {
  const { outcome, record, world, loop } = await closing();
  expect(outcome).toMatchObject({ kind: 'underway' });
  expect(record).toMatchObject({ state: 'underway', before: { open: true }, change: { open: false } });
  expect(world.followed).toEqual([record.id]);
  await attend(loop, incident);
  expect([world.applied, world.followed.length, world.alerts.length]).toEqual([1, 1, 1]);
});

test('while it goes on, nothing is told and nothing changes', async () => {
  const { ask, states, world } = await closing();
  expect(await ask()).toEqual({ state: 'underway' });
  expect([states(), world.alerts.length]).toEqual([['underway'], 1]);
});

test('once it has ended it is read again, told, and keeps its evidence', async () => {
  const { ask, says, world } = await closing();
  says.progress = done;
  expect(await ask()).toEqual({ state: 'fixed' });
  expect(world.records()[0]).toMatchObject({
    state: 'fixed',
    evidence: { photo: 'sha256' },
    change: { open: false },
    calls: 6,
  });
  expect(world.alerts).toHaveLength(2);
});

test('what says it is done and is not has failed', async () => {
  const { ask, says, world, states } = await closing();
  says.progress = done;
  world.open = true;
  expect(await ask()).toEqual({ state: 'failed' });
  expect(states()).toEqual(['failed']);
});

test.each([
  ['it fails', { kind: 'failed', because: 'the hinge broke' } as Progress, /hinge broke/],
  ['nobody may ask', Object.assign(new Error('no'), { name: 'AccessDenied' }), /AccessDenied/],
])('when %s, somebody hears of it', async (_, progress, because) => {
  const { ask, says, world } = await closing();
  says.progress = progress;
  expect(await ask()).toEqual({ state: 'failed' });
  expect(world.alerts.at(-1)?.record.because).toMatch(because);
});

test('what passes is asked again', async () => {
  const { ask, says, states } = await closing();
  says.progress = Object.assign(new Error('slow'), { name: 'ThrottlingException' });
  await expect(ask()).rejects.toThrow('slow');
  expect(states()).toEqual(['underway']);
});

test('half a day is enough', async () => {
  const { ask, world } = await closing();
  world.now = new Date(world.now.getTime() + 13 * 3_600_000);
  expect(await ask()).toEqual({ state: 'failed' });
  expect(world.alerts.at(-1)?.record.because).toMatch(/not ended within 12 hours; the hinge is oiled/);
});

test('a fix that was undone meanwhile is followed no more', async () => {
  const { ask, loop, record, world } = await closing();
  await undo(loop, { undo: record.id, until: world.now.toISOString() });
  expect(world.open).toBe(true);
  expect(await ask()).toEqual({ state: 'undone' });
});

test('a worker that ends after its change leaves it to the next one to have it followed', async () => {
  const { loop, world } = aLoop({ follow: async () => done });
  const { startFollowing } = loop;
  const broken = {
    ...loop,
    startFollowing: async () => {
      throw Object.assign(new Error('stopped'), { name: 'TimeoutError' });
    },
  };
  await expect(attend(broken, incident)).rejects.toThrow('stopped');
  expect(await attend({ ...loop, startFollowing }, incident)).toMatchObject({ kind: 'underway' });
  expect([world.applied, world.followed.length]).toEqual([1, 1]);
});

test.each([
  ['a fix nobody knows', 'nothing', 'the ledger has no such fix'],
  ['a fix of another guardrail', undefined, 'not of windows-stay-closed'],
])('%s is not followed', async (_, id, message) => {
  const { loop, record } = await closing();
  await expect(follow({ ...loop, id: 'windows-stay-closed' }, { follow: id ?? record.id })).rejects.toThrow(message);
});

test('a worker that ends between any two steps of a slow fix loses nothing and does nothing twice', async () => {
  let steps = 0;
  for (let stopAt = 0; stopAt <= steps; stopAt += 1) {
    let step = 0;
    const { loop, world } = aLoop({ follow: async () => done });
    const { table } = world;
    const send = table.send.bind(table);
    let stopping = true;
    table.send = (command) => {
      step += 1;
      if (stopping && step > stopAt)
        return Promise.reject(Object.assign(new Error('stopped'), { name: 'TimeoutError' }));
      return send(command);
    };
    await attend(loop, incident).catch(() => {});
    steps = Math.max(steps, step);
    stopping = false;
    // The lease of whoever was stopped ends.
    world.now = new Date(world.now.getTime() + 120_000);
    await attend(loop, incident);
    const [record] = world.records() as [LedgerRecord];
    expect([stopAt, record.state, world.applied]).toEqual([stopAt, 'underway', 1]);
    expect(new Set(world.followed)).toEqual(new Set([record.id]));
    expect(await follow(loop, { follow: record.id })).toEqual({ state: 'fixed' });
    expect(world.alerts.map((alert) => alert.record.state)).toEqual(expect.arrayContaining(['underway', 'fixed']));
  }
  expect(steps).toBeGreaterThan(5);
});
