import type { ResolvedExemption } from '../../lib/model/facts';
import type { Mode } from '../../lib/model/organization';
import { approve } from '../../lib/remediation/approve';
import { attend } from '../../lib/remediation/attend';
import { hearBatch } from '../../lib/remediation/hear-batch';
import type { Incident } from '../../lib/remediation/loop';
import { aLoop, anEvent, facts, incident, resource, type Settings } from './a-loop';

process.env.LOG_LEVEL = 'SILENT';

const exemption = { guardrail: 'doors-stay-closed', because: 'a public door', owner: 'shop', until: '2026-12-31' };

/** An account that is kept as being in `was`, and asked of the organization is in `is`. */
function aMove({ was, is, exempt, ...settings }: Move) {
  const asked: unknown[] = [];
  const exemptions: readonly ResolvedExemption[] = exempt ? [{ ...exemption, unit: `ou-${exempt}` }] : [];
  const { loop, world } = aLoop({
    ...settings,
    exemptions,
    lineage: async (_, since) => {
      asked.push(since);
      return [`ou-${since === undefined ? was : is}`, 'r-exam'];
    },
  });
  const modes: Readonly<Record<string, Mode>> = { 'ou-fixed': 'enforce', 'ou-told': 'notify', 'ou-seen': 'observe' };
  const configuration = { ...loop.configuration, modes: { ...modes, 'ou-off': 'off' as const } };
  return { loop: { ...loop, configuration }, world, asked };
}

interface Move extends Settings {
  readonly was: string;
  readonly is: string;
  /** The unit that is exempt. */
  readonly exempt?: string;
}

interface Case extends Move {
  readonly title: string;
  readonly incident?: Partial<Incident>;
  readonly outcome: string;
  readonly applied?: number;
  readonly alerts: number;
}

const cases: readonly Case[] = [
  { title: 'is fixed where it is', was: 'off', is: 'fixed', outcome: 'fixed', applied: 1, alerts: 1 },
  { title: 'is told where it is', was: 'fixed', is: 'told', outcome: 'reported', alerts: 1 },
  { title: 'is not fixed where fixes only were', was: 'fixed', is: 'off', outcome: 'reported', alerts: 1 },
  { title: 'is dropped where nobody asks for it', was: 'off', is: 'off', outcome: 'ignored', alerts: 0 },
  {
    title: 'is fixed in spite of an exemption of where it was',
    was: 'told',
    is: 'fixed',
    exempt: 'told',
    outcome: 'fixed',
    applied: 1,
    alerts: 1,
  },
  { title: 'is exempt where it is', was: 'fixed', is: 'told', exempt: 'told', outcome: 'left', alerts: 0 },
  {
    title: 'is told, though it was kept in silence where it was',
    was: 'seen',
    is: 'told',
    incident: { attempted: true },
    outcome: 'reported',
    alerts: 1,
  },
  {
    title: 'is told where a person has to look',
    was: 'off',
    is: 'told',
    fixed: false,
    outcome: 'reported',
    alerts: 1,
  },
  {
    title: 'is left until the next hour, where a look is told by what was kept that nobody wants it',
    was: 'off',
    is: 'fixed',
    incident: { swept: true },
    outcome: 'ignored',
    alerts: 0,
  },
  {
    title: 'is not fixed where a look is told by what was kept that it may',
    was: 'fixed',
    is: 'told',
    incident: { swept: true },
    outcome: 'reported',
    alerts: 1,
  },
];

test.each(cases)('of a moved account, what is wrong $title', async ({ outcome, applied = 0, alerts, ...given }) => {
  const { loop, world } = aMove(given);
  expect(await attend(loop, { ...incident, ...given.incident })).toMatchObject({ kind: outcome });
  expect(world).toMatchObject({ applied, alerts: { length: alerts } });
});

test('what is right is left by what was kept, and nobody asks', async () => {
  const { loop, world, asked } = aMove({ was: 'fixed', is: 'told' });
  world.open = false;
  expect(await attend(loop, incident)).toMatchObject({ kind: 'left' });
  expect(asked).toEqual([undefined]);
});

test('only what is asked once the event is there counts', async () => {
  const { loop, world, asked } = aMove({ was: 'fixed', is: 'fixed' });
  const began = world.now.getTime();
  await attend(loop, incident);
  expect(asked).toEqual([undefined, began]);
});

test('what a person agreed to is not done where the account is now', async () => {
  const plan = { kind: 'plan', change: { open: false }, because: 'open', approval: 'somebody is inside' } as const;
  const { loop, world } = aMove({ was: 'fixed', is: 'fixed', decide: () => plan });
  await attend(loop, incident);
  const [{ id = '' } = {}] = world.records();
  const moved = { ...loop.directory, lineage: aMove({ was: 'fixed', is: 'told' }).loop.directory.lineage };
  expect(await approve({ ...loop, directory: moved }, { approve: id, by: 'arn:jo' })).toMatchObject({
    kind: 'reported',
    withheld: 'mode',
  });
  expect(world.applied).toBe(0);
});

test('a fix that fails is told where the account is', async () => {
  const { loop, world } = aMove({
    was: 'seen',
    is: 'fixed',
    apply: () => {
      throw new Error('no');
    },
  });
  expect(await attend(loop, incident)).toMatchObject({ kind: 'failed' });
  expect(world.alerts).toHaveLength(1);
});

describe('an account that is moved', () => {
  const moveOf = (changes: object) =>
    anEvent({
      source: 'aws.organizations',
      account: facts.managementAccount,
      detail: { eventName: 'MoveAccount', requestParameters: { accountId: resource.account }, ...changes },
    });
  const heard = (event: object) => [{ id: 'm', body: JSON.stringify(event) }];

  it.each([
    ['is forgotten, whatever the guardrail says of it', moveOf({}), [resource.account]],
    ['is forgotten, though we did it ourselves', moveOf({ userIdentity: ours() }), [resource.account]],
    ['is not where the call was denied', moveOf({ errorCode: 'AccessDeniedException' }), []],
    ['is not where the call came to nothing', moveOf({ errorCode: 'DuplicateAccountException' }), []],
    ['is not by a call of another name', moveOf({ eventName: 'CloseAccount' }), []],
    ["is not by another service's call", { ...moveOf({}), source: 'aws.nobody' }, []],
    ['is not where it has no name', moveOf({ requestParameters: {} }), []],
  ])('%s', async (_, event, forgotten) => {
    const { loop, world } = aLoop();
    await hearBatch(loop, heard(event));
    expect(world.forgotten).toEqual(forgotten);
  });

  it('goes back to the queue until it is forgotten', async () => {
    const { loop } = aLoop();
    const error = new Error('throttled');
    const directory = { ...loop.directory, forget: () => Promise.reject(error) };
    expect(await hearBatch({ ...loop, directory }, heard(moveOf({})))).toMatchObject([{ error }]);
  });
});

function ours() {
  const role = 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-doors-stay-closed';
  return {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/breakwater-fix-doors-stay-closed/s',
    sessionContext: { sessionIssuer: { type: 'Role', arn: role } },
  };
}
