import type { Decision } from '../../lib/model/guardrail';
import { alertText } from '../../lib/remediation/alert';
import { approve } from '../../lib/remediation/approve';
import { attend } from '../../lib/remediation/attend';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { undo } from '../../lib/remediation/undo';
import { aLoop, incident, type Settings } from './a-loop';

type Switch = { readonly open: boolean };
const asks = (open: boolean): Decision<Switch> =>
  open
    ? { kind: 'plan', change: { open: false }, because: 'it is open', approval: 'somebody may be inside' }
    : { kind: 'leave', because: 'it is closed' };
const by = 'arn:aws:sts::222233334444:assumed-role/Operator/jo';

/** A door whose closing waits for a person. */
async function waiting(settings: Settings = {}) {
  const { loop, world } = aLoop({ decide: asks, ...settings });
  await attend(loop, incident);
  const [record] = world.records() as [LedgerRecord];
  return { loop, world, record, request: { approve: record.id, by } };
}

test('a fix that needs a person waits, changes nothing and says how to agree', async () => {
  const { world, record } = await waiting();
  expect(record).toMatchObject({ state: 'waiting', before: { open: true }, change: { open: false } });
  expect(world.applied).toBe(0);
  expect(alertText(world.alerts[0] as never)).toContain(`breakwater approve ${record.id}`);
});

test('once somebody agrees it is done, on record with who did, and can be undone', async () => {
  const { loop, world, request, record } = await waiting();
  expect(await approve(loop, request)).toMatchObject({ kind: 'fixed' });
  expect(world.records()[0]).toMatchObject({ id: record.id, state: 'fixed', approvedBy: by });
  await undo(loop, { undo: record.id, until: '2026-11-22T00:00:00Z' });
  expect(world.open).toBe(true);
});

test('what is right by then is left alone', async () => {
  const { loop, world, request } = await waiting();
  world.open = false;
  expect(await approve(loop, request)).toMatchObject({ kind: 'left' });
  expect(world.applied).toBe(0);
});

test('what is no longer what was agreed to waits again', async () => {
  let change = { open: false } as Switch & { readonly bolt?: boolean };
  const { loop, world, request } = await waiting({
    decide: (open) => ({ ...asks(open), change }) as Decision<Switch>,
  });
  change = { open: false, bolt: true };
  expect(await approve(loop, request)).toMatchObject({
    kind: 'waiting',
    because: expect.stringMatching(/no longer what was agreed to/),
  });
  expect(world.applied).toBe(0);
  expect(world.records()[0]?.change).toEqual(change);
});

test('nobody agrees past the kill switch', async () => {
  const { loop, world, request } = await waiting();
  const off = { off: true, because: 'an outage', by, at: '2026-11-21T10:00:00Z' };
  await (loop.ledger as never as { switchFixes(state: object): Promise<void> }).switchFixes(off);
  expect(await approve(loop, request)).toMatchObject({ kind: 'reported', withheld: 'switch' });
  expect(world.applied).toBe(0);
});

test.each([
  ['a record nobody knows', () => ({ approve: 'nothing', by }), 'the ledger has no such record'],
  ['one that waited for too long', (request: object) => request, 'waited for 7 days'],
])('agreeing to %s is refused', async (_, ask, message) => {
  const { loop, world, request } = await waiting();
  world.now = new Date(world.now.getTime() + 8 * 24 * 3_600_000);
  await expect(approve(loop, ask(request) as typeof request)).rejects.toThrow(message);
});

test('agreeing twice is refused', async () => {
  const { loop, request } = await waiting();
  await approve(loop, request);
  await expect(approve(loop, request)).rejects.toThrow('waits for nobody (fixed');
});
