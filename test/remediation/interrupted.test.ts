import { attend } from '../../lib/remediation/attend';
import type { Ledger } from '../../lib/remediation/ledger';
import type { Loop } from '../../lib/remediation/loop';
import { aLoop, incident, resource } from './a-loop';

process.env.LOG_LEVEL = 'SILENT';

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

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
