import { attend } from '../../lib/remediation/attend';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { undo } from '../../lib/remediation/undo';
import { aLoop, incident } from './a-loop';
import { remembered } from './remembered';

process.env.LOG_LEVEL = 'SILENT';

const byAda = { ...incident, actor: { kind: 'break-glass', name: 'ada' } } as const;

test('an undo is given peace', async () => {
  const { loop, world } = aLoop();
  remembered(world, { suspendedUntil: '2026-11-22T00:00:00Z' });
  const result = await attend(loop, incident);
  expect(result).toMatchObject({ kind: 'reported', because: expect.stringMatching(/peace until 2026-11-22/) });
  expect([world.applied, world.alerts.length]).toEqual([0, 1]);
  expect(world.records()).toMatchObject([{ state: 'reported' }]);
});

test.each([
  ['who broke the glass is told of, and not contradicted', false, /ada broke the glass; it is left in peace for a day/],
  ['who was denied in spite of it is told of', true, /denied/],
])('%s', async (_, attempted, because) => {
  const { loop, world } = aLoop();
  const result = await attend(loop, { ...byAda, attempted });
  expect(result).toMatchObject({ kind: 'reported', because: expect.stringMatching(because) });
  expect([world.applied, world.alerts.length]).toEqual([0, 1]);
  expect(world.records()).toMatchObject([{ state: 'reported' }]);
});

test('what was done with broken glass is left alone for a day by the hourly look, and then put right', async () => {
  const { loop, world } = aLoop();
  await attend(loop, byAda);
  const look = (eventId: string) => attend(loop, { ...incident, eventId, swept: true });
  world.now = new Date('2026-11-22T10:00:00Z');
  expect(await look('look-1')).toMatchObject({ kind: 'reported', withheld: 'peace' });
  world.now = new Date('2026-11-22T10:02:00Z');
  expect(await look('look-2')).toMatchObject({ kind: 'fixed' });
});

test('a longer peace stays as long as it was', async () => {
  const { loop, world } = aLoop();
  remembered(world, { suspendedUntil: '2026-12-24T00:00:00Z' });
  await attend(loop, byAda);
  expect([...world.table.items.values()]).toContainEqual(
    expect.objectContaining({ suspendedUntil: '2026-12-24T00:00:00Z' }),
  );
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
