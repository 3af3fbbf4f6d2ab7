import type { Monitor } from '../../lib/model/guardrail';
import { attend } from '../../lib/remediation/attend';
import { hearBatch } from '../../lib/remediation/hear-batch';
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
