import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import type { Monitor } from '../../lib/model/guardrail';
import { hearBatch } from '../../lib/remediation/hear-batch';
import { aLoop, anEvent, resource } from './a-loop';

const finding: Monitor['finding'] = ({ detail: { bucket } }) => {
  if (bucket === undefined) return { kind: 'ignored', because: 'it names no bucket' };
  if (typeof bucket !== 'string') throw new Error('poison');
  return { kind: 'finding', resources: [named(bucket)], because: `${bucket} was opened` };
};
const named = (id: string): Resource => ({ ...resource, id, arn: `arn:aws:s3:::${id}` });
const message = (event: object, id = 'm') => ({ id, body: JSON.stringify(event) });
const opened = (id: string, time = '2026-11-21T10:00:00Z') => anEvent({ id, time, detail: { bucket: 'orders' } });

const nonCompliant = (resourceId: string): EventBridgeEvent =>
  anEvent({
    id: 'config-1',
    source: 'aws.config',
    'detail-type': 'Config Rules Compliance Change',
    detail: {
      resourceId,
      resourceType: 'AWS::S3::Bucket',
      configRuleName: 'OrgConfigRule-breakwater-S3_X-1',
      newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
    },
  });

async function* found(...ids: string[]) {
  for (const id of ids) yield named(id);
}

test('many events about one resource are one fix, which names them all', async () => {
  const { loop, world } = aLoop({ monitor: { finding } });
  const batch = Array.from({ length: 10 }, (_, at) =>
    message(opened(`e-${at}`, `2026-11-21T10:00:0${at}Z`), `m-${at}`),
  );
  const answers = await hearBatch(loop, batch);
  expect(answers.map(({ error, heard }) => [error, heard[0]?.kind])).toEqual(batch.map(() => [undefined, 'fixed']));
  expect(world.applied).toBe(1);
  expect(world.records()).toHaveLength(1);
  expect(world.records()[0]).toMatchObject({ eventId: 'e-9', coalesced: expect.arrayContaining(['e-0', 'e-8']) });
});

test('an event that only came once more does not hide a new one', async () => {
  const { loop, world } = aLoop({ monitor: { finding } });
  await hearBatch(loop, [message(opened('late', '2026-11-21T10:00:09Z'))]);
  world.open = true;
  await hearBatch(loop, [message(opened('late', '2026-11-21T10:00:09Z')), message(opened('new'), 'n')]);
  expect(world.applied).toBe(2);
});

test('one poisoned message goes back, and no other', async () => {
  const { loop, world } = aLoop({ monitor: { finding } });
  const batch = [
    { id: 'text', body: 'not even JSON' },
    message(anEvent({ detail: { bucket: 7 } }), 'poison'),
    message(opened('e-1'), 'good'),
  ];
  const failed = (await hearBatch(loop, batch)).filter(({ error }) => error !== undefined);
  expect(failed.map(({ message: id }) => id)).toEqual(['text', 'poison']);
  expect(world.applied).toBe(1);
});

test('a denied attempt and a success on one resource are two stories', async () => {
  const { loop, world } = aLoop({
    monitor: {
      finding: ({ id }) => ({ kind: id === 'denied' ? 'attempted' : 'finding', resources: [resource], because: id }),
    },
  });
  await hearBatch(loop, [message(anEvent({ id: 'denied' })), message(anEvent({ id: 'done' }), 'n')]);
  expect(
    world
      .records()
      .map(({ state }) => state)
      .sort(),
  ).toEqual(['fixed', 'reported']);
});

test('our own echo is dropped by role, whatever the user agent says', async () => {
  const role = 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-doors-stay-closed';
  const echo = anEvent({
    detail: {
      bucket: 'orders',
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { type: 'Role', arn: role } } },
    },
  });
  const claim = anEvent({ id: 'e-2', detail: { bucket: 'orders', userAgent: 'breakwater-fix-doors-stay-closed' } });
  const { loop, world } = aLoop({ monitor: { finding } });
  const [ours] = await hearBatch(loop, [message(echo)]);
  expect(ours?.heard[0]?.kind).toBe('ignored');
  await hearBatch(loop, [message(claim)]);
  expect(world.applied).toBe(1);
});

test.each([
  ['without a detail', { detail: undefined }],
  ['of a service that names nobody', { source: 'aws.guardduty', detail: { bucket: 'orders', userIdentity: 7 } }],
  ['with an identity nobody has seen', { detail: { bucket: 'orders', userIdentity: { sessionContext: [] } } }],
])('an event %s is no reason to leave the door open', async (_, changes) => {
  const { loop, world } = aLoop({
    monitor: { finding: () => ({ kind: 'finding', resources: [resource], because: 'opened' }) },
  });
  await hearBatch(loop, [message(anEvent(changes as Partial<EventBridgeEvent>))]);
  expect(world.applied).toBe(1);
  expect(world.records()[0]?.actor.kind).toBe('unknown');
});

test.each([
  ['the one it names', 'orders', ['arn:aws:s3:::orders']],
  [
    'all there are, where Config has a name of its own for it',
    'AIDAEXAMPLE',
    ['arn:aws:s3:::orders', 'arn:aws:s3:::other'],
  ],
])('what AWS Config finds non-compliant is looked at: %s', async (_, id, arns) => {
  const { loop, world } = aLoop({ monitor: { finding, reconcile: () => found('orders', 'other') } });
  const [answer] = await hearBatch(loop, [message(nonCompliant(id))]);
  expect(answer?.heard.map((heard) => heard.resource)).toEqual(arns);
  expect(world.records()[0]?.actor.name).toMatch(/found by AWS Config rule OrgConfigRule-breakwater-S3_X-1/);
});

test('the hour becomes a message for every account and region', async () => {
  const { loop, world } = aLoop();
  await hearBatch(loop, [message(anEvent({ 'detail-type': 'Scheduled Event', id: 'hour' }))]);
  expect(world.sent).toEqual([
    expect.objectContaining({ 'detail-type': 'Sweep', account: resource.account, region: 'eu-west-1' }),
  ]);
});

const sweep = {
  'detail-type': 'Sweep',
  id: 's',
  time: '2026-11-21T10:00:00Z',
  account: resource.account,
  region: 'eu-west-1',
};

test('a look at a thousand resources is spread over messages, and misses none', async () => {
  const ids = Array.from({ length: 1000 }, (_, at) => `bucket-${at}`);
  const { loop, world } = aLoop({ monitor: { reconcile: () => found(...ids) } });
  world.open = false;
  const [answer] = await hearBatch(loop, [message(sweep)]);
  const later = world.sent.flatMap((sent) => (sent as { readonly resources: readonly Resource[] }).resources);
  expect(answer?.heard).toHaveLength(25);
  expect(new Set([...(answer?.heard ?? []).map((heard) => heard.resource), ...later.map(({ arn }) => arn)]).size).toBe(
    1000,
  );
  const [looked] = await hearBatch(loop, [message(world.sent[0] ?? {})]);
  expect(looked?.heard.map(({ kind }) => kind)).toEqual(Array(25).fill('left'));
});

test('what is as it should be costs a look no lock and no record', async () => {
  const { loop, world } = aLoop({ monitor: { reconcile: () => found('orders') } });
  world.open = false;
  await hearBatch(loop, [message(sweep)]);
  expect(world.table.items.size).toBe(0);
});

test('an account nobody can look at is told once a day, and is no dead letter', async () => {
  const { loop, world } = aLoop({
    monitor: {
      // biome-ignore lint/correctness/useYield: refused before it finds anything
      reconcile: async function* () {
        throw Object.assign(new Error('no such role'), { name: 'AccessDenied' });
      },
    },
  });
  for (let hour = 0; hour < 20; hour += 1) {
    const [answer] = await hearBatch(loop, [message({ ...sweep, id: `s-${hour}` })]);
    expect(answer?.error).toBeUndefined();
    world.now = new Date(world.now.getTime() + 3_600_000);
  }
  expect(world.alerts).toHaveLength(1);
  expect(world.alerts[0]?.record).toMatchObject({
    state: 'failed',
    because: 'nobody could look: AccessDenied: no such role',
  });
});

describe('a look', () => {
  const looking = (...ids: readonly string[]): Partial<Monitor> => ({
    finding: () => ({ kind: 'look', resources: ids.map(named), because: 'a list changed' }),
    reconcile: () => found('orders'),
  });

  it.each([
    ['at what the event names', ['orders']],
    ['at everything there, where the event names nothing', []],
  ])('%s mends what is broken, and says what was heard', async (_, ids) => {
    const { loop, world } = aLoop({ monitor: looking(...ids) });
    const [answer] = await hearBatch(loop, [message(opened('e-1'))]);
    expect(answer?.heard).toMatchObject([{ kind: 'fixed', resource: 'arn:aws:s3:::orders' }]);
    expect(world.alerts[0]?.record).toMatchObject({ eventId: 'e-1', finding: 'a list changed' });
  });

  it('tells and records nothing of what is as it should be', async () => {
    const { loop, world } = aLoop({ monitor: looking() });
    world.open = false;
    const [answer] = await hearBatch(loop, [message(opened('e-1'))]);
    expect(answer?.heard).toMatchObject([{ kind: 'left' }]);
    expect([world.records(), world.alerts]).toEqual([[], []]);
  });
});
