import type { Monitor } from '../../lib/model/guardrail';
import { attend } from '../../lib/remediation/attend';
import { hearBatch } from '../../lib/remediation/hear-batch';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { aLoop, incident, resource, type Settings } from './a-loop';

const nobodyFinds: Partial<Monitor> = { reconcile: async function* () {} };
const { account, region } = resource;
const look = { 'detail-type': 'Sweep', id: 'sweep-1', time: '2026-11-21T11:00:00Z', account, region };
const hour = [{ id: 'm', body: JSON.stringify(look) }];

/** A door that people were told of, and nobody closed. */
async function told(settings: Settings = {}) {
  const made = aLoop({ mode: 'notify', monitor: nobodyFinds, ...settings });
  await attend(made.loop, incident);
  return made;
}

test('what people mend by hand is resolved by the next look, and nobody is troubled', async () => {
  const { loop, world } = await told();
  world.open = false;
  await hearBatch(loop, hour);
  expect(world.published.map(({ state, because }) => [state, because])).toEqual([
    ['reported', expect.any(String)],
    ['left', 'the door is closed'],
  ]);
  expect(world.alerts).toHaveLength(1);
});

test('what is resolved is resolved once', async () => {
  const { loop, world } = await told();
  world.open = false;
  await hearBatch(loop, hour);
  await hearBatch(loop, hour);
  expect(world.published).toHaveLength(2);
});

test('what is still broken stays open, and is not told again for that', async () => {
  const { loop, world } = await told();
  await hearBatch(loop, hour);
  expect([world.published.length, world.alerts.length]).toEqual([1, 1]);
});

test('what was fixed is open no more', async () => {
  const { loop, world } = await told();
  await attend(
    { ...loop, configuration: { ...loop.configuration, modes: { 'ou-work-11111111': 'enforce' } } },
    {
      ...incident,
      eventId: 'later',
    },
  );
  expect(world.published.map(({ state }) => state)).toEqual(['reported', 'fixed']);
  expect(await loop.findings.in(loop.id, resource)).toEqual([]);
});

test('what is only observed is nobody’s finding', async () => {
  const { loop } = await told({ mode: 'observe' });
  expect(await loop.findings.in(loop.id, resource)).toEqual([]);
});

test('a ledger that does not answer keeps nobody from looking', async () => {
  const { loop } = await told();
  const broken = { ...loop.findings, in: async () => Promise.reject(new Error('the table is gone')) };
  const [answer] = await hearBatch({ ...loop, findings: broken as never }, hour);
  expect(answer?.error).toBeUndefined();
});

test('a ledger that asks for patience brings the look back', async () => {
  const { loop } = await told();
  const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  const slow = { ...loop.findings, in: async () => Promise.reject(error) };
  expect(await hearBatch({ ...loop, findings: slow as never }, hour)).toMatchObject([{ error }]);
});

describe('what a worker left half-way', () => {
  const stopped = Object.assign(new Error('stopped'), { name: 'TimeoutError' });

  /** The door was closed by a worker that ended before it told. */
  async function halfDone() {
    const made = aLoop({ monitor: nobodyFinds });
    const publish = () => Promise.reject(stopped);
    await expect(attend({ ...made.loop, publish }, { ...incident, swept: true })).rejects.toThrow('stopped');
    expect(made.world.records()).toMatchObject([{ state: 'applying' }]);
    made.world.alerts.length = 0;
    return made;
  }

  it('is told by the next look as what it is: fixed', async () => {
    const { loop, world } = await halfDone();
    await hearBatch(loop, hour);
    expect(world.records()).toMatchObject([{ state: 'fixed' }]);
    expect(world.alerts).toHaveLength(1);
    expect(await loop.findings.in(loop.id, resource)).toEqual([]);
  });

  it('is told, though nobody asks for it where the account is by now', async () => {
    const { loop, world } = await halfDone();
    const configuration = { ...loop.configuration, modes: { 'ou-work-11111111': 'off' as const } };
    await hearBatch({ ...loop, configuration }, hour);
    expect(world.records()).toMatchObject([{ state: 'fixed' }]);
  });

  it('has failed where the door is open again and nobody asks for it by now', async () => {
    const { loop, world } = await halfDone();
    world.open = true;
    const configuration = { ...loop.configuration, modes: { 'ou-work-11111111': 'off' as const } };
    await attend({ ...loop, configuration }, incident);
    expect(world.records()).toMatchObject([{ state: 'failed' }]);
  });

  it('is told by the next look where nobody could be told before', async () => {
    const { loop, world } = aLoop({ monitor: nobodyFinds });
    world.alertError = new Error('no topic');
    await expect(attend(loop, { ...incident, swept: true })).rejects.toThrow('nobody could be told');
    delete world.alertError;
    await hearBatch(loop, hour);
    expect(world.alerts).toHaveLength(1);
    expect(world.records()).toMatchObject([{ state: 'fixed' }]);
    expect(world.records()[0]).not.toHaveProperty('unheard');
    expect(await loop.findings.in(loop.id, resource)).toEqual([]);
  });

  it('is told, though what nobody had heard of was mended meanwhile', async () => {
    const { loop, world } = aLoop({ mode: 'notify', monitor: nobodyFinds });
    world.alertError = new Error('no topic');
    await expect(attend(loop, { ...incident, swept: true })).rejects.toThrow('nobody could be told');
    delete world.alertError;
    world.open = false;
    await hearBatch(loop, hour);
    expect(world.alerts).toMatchObject([{ record: { state: 'reported' } }]);
  });

  it('is kept in mind beside what is open of the same resource', async () => {
    const { loop, world } = await halfDone();
    const [record] = world.records() as [LedgerRecord];
    await loop.findings.open(record);
    expect(await loop.findings.in(loop.id, resource)).toEqual([record.id]);
    await loop.findings.close(record);
    expect(await loop.findings.in(loop.id, resource)).toEqual([record.id]);
  });

  it('that is over after all is forgotten by the look that finds it right', async () => {
    const { loop, world } = await told();
    const [record] = world.records() as [LedgerRecord];
    await loop.findings.hold(record);
    world.open = false;
    await hearBatch(loop, hour);
    expect(await loop.findings.in(loop.id, resource)).toEqual([]);
  });
});

describe('a rule of AWS Config that told of it', () => {
  const mended = async (reevaluate: (rule: string) => Promise<void>) => {
    const { loop, world } = aLoop();
    const outcome = await attend({ ...loop, reevaluate }, { ...incident, configRule: 'OrgConfigRule-x', swept: true });
    return { outcome, world };
  };

  it('is asked to look again', async () => {
    const asked: string[] = [];
    await mended(async (rule) => void asked.push(rule));
    expect(asked).toEqual(['OrgConfigRule-x']);
  });

  it('that cannot be asked is no failure', async () => {
    const { outcome } = await mended(async () => Promise.reject(new Error('LimitExceeded')));
    expect(outcome.kind).toBe('fixed');
  });
});
