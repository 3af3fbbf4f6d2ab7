import { attend } from '../../lib/remediation/attend';
import { sweptIncident } from '../../lib/remediation/incidents';
import { undo as undoFix } from '../../lib/remediation/undo';
import { guardrail } from '../../policies/default-vpcs-stay-removed';
import { aLoop, facts } from '../remediation/a-loop';
import { ModelOfEc2 } from './a-default-vpc';
import { aSession, awsError, type SentCommand } from './a-session';

const { fix } = guardrail;
const resource = {
  type: 'AWS::EC2::DefaultVpc',
  id: 'default-vpc',
  arn: 'arn:aws:ec2:eu-west-1:111122223333:default-vpc',
  account: '111122223333',
  region: 'eu-west-1',
};

describe('removal', () => {
  it('takes the gateway, the subnets and the VPC, in this order', async () => {
    const model = new ModelOfEc2();
    const session = aSession(model.answer);
    await mend(session);
    expect(model.isGone).toBe(true);
    expect(session.sent.filter(changes).map(({ name }) => name)).toEqual([
      'DetachInternetGateway',
      'DeleteInternetGateway',
      'DeleteSubnet',
      'DeleteSubnet',
      'DeleteSubnet',
      'DeleteVpc',
    ]);
  });

  it('asks once where there is none', async () => {
    const session = aSession(() => ({ Vpcs: [] }));
    expect(await decide(session)).toBeUndefined();
    expect(session.sent).toHaveLength(1);
  });

  it('leaves a detached gateway that somebody attached elsewhere', async () => {
    const model = new ModelOfEc2();
    model.gateways.set('igw-1', 'vpc-9');
    await mend(aSession(model.answer));
    expect([model.vpc, [...model.gateways]]).toEqual([undefined, [['igw-1', 'vpc-9']]]);
  });

  it('is for a person to decide where somebody changed something, be it one thing', async () => {
    const model = new ModelOfEc2();
    model.route = undefined;
    model.gateways.clear();
    expect(await decide(aSession(model.answer))).toEqual({
      kind: 'ask',
      because: expect.stringMatching(/somebody changed route table rtb-1$/),
    });
  });

  it('is refused by EC2 where somebody moved in meanwhile, and fails', async () => {
    const model = new ModelOfEc2();
    const session = aSession((sent) =>
      sent.name === 'DetachInternetGateway' ? awsError('DependencyViolation') : model.answer(sent),
    );
    await expect(mend(session)).rejects.toThrow('DependencyViolation');
    expect(model.isWhole).toBe(true);
  });

  it('knows the tags that exempt it', async () => {
    const Tags = [{ Key: 'keep', Value: 'yes' }, {}];
    const session = aSession(() => ({ Vpcs: [{ VpcId: 'vpc-1', Tags }] }));
    expect(await fix?.tags?.(resource, session)).toEqual({ keep: 'yes', '': '' });
    expect(
      await fix?.tags?.(
        resource,
        aSession(() => ({ Vpcs: [] })),
      ),
    ).toEqual({});
  });
});

test.each(['ec2:DeleteVpc', 'ec2:DeleteSubnet', 'ec2:DeleteInternetGateway', 'ec2:DetachInternetGateway'])(
  'the role may %s only where there is no name, and no stack it belongs to',
  (action) => {
    const granting = fix?.permissions.filter(({ actions }) => actions.includes(action)) ?? [];
    expect(granting.map(({ condition }) => condition)).toEqual([
      { Null: { 'aws:ResourceTag/Name': 'true', 'aws:ResourceTag/aws:cloudformation:stack-name': 'true' } },
    ]);
  },
);

describe.each(['before', 'after'] as const)('a removal that is interrupted %s EC2 does', (when) => {
  describe.each([0, 1, 2, 3, 4, 5])('step %d', (step) => {
    it('is finished by the next look, and nothing is left', async () => {
      const { model } = await interrupted([step], when);
      await mend(aSession(model.answer));
      expect(model.isGone).toBe(true);
    });

    it('can be undone as it is', async () => {
      const { model, steps } = await interrupted([step], when);
      await undo(steps, aSession(model.answer));
      expect(model.isWhole).toBe(true);
    });

    it('can be undone when it is finished', async () => {
      const { model, steps } = await interrupted([step], when);
      steps.push(...(await mend(aSession(model.answer))));
      await undo(steps, aSession(model.answer));
      expect(model.isWhole).toBe(true);
    });

    it.each([0, 1, 2, 3])('can be undone when the next look is interrupted as well: %d', async (again) => {
      const { model, steps } = await interrupted([step, again], when);
      await undo(steps, aSession(model.answer));
      expect(model.isWhole).toBe(true);
    });

    it.each([0, 1, 2, 3, 4])('can be undone when undo itself is interrupted at %d', async (again) => {
      const { model, steps } = await interrupted([step], when);
      await undo(steps, aSession(cutAt(again, model, 'before'))).catch(() => {});
      await undo(steps, aSession(model.answer));
      expect(model.isWhole).toBe(true);
    });
  });
});

describe('undo', () => {
  it('leaves alone what stands in its place by now', async () => {
    const { model, steps } = await interrupted([], 'before');
    steps.push(...(await mend(aSession(model.answer))));
    model.CreateDefaultVpc();
    const session = aSession(model.answer);
    await undo(steps, session);
    expect(session.sent.filter(changes)).toEqual([]);
  });

  it('leaves another way out alone', async () => {
    const { model, steps } = await interrupted([3], 'before');
    model.route = 'vgw-1';
    await undo(steps, aSession(model.answer));
    expect(model.route).toBe('vgw-1');
  });

  it('makes the route where somebody took it away', async () => {
    const { model, steps } = await interrupted([3], 'before');
    model.route = undefined;
    await undo(steps, aSession(model.answer));
    expect(model.isWhole).toBe(true);
  });
});

describe('the loop', () => {
  const look = (id: string) => sweptIncident({ id, time: '2026-11-21T10:00:00Z' }, resource);
  const looping = () => {
    const model = new ModelOfEc2();
    const { loop, world } = aLoop();
    let answer = (sent: SentCommand): unknown => model.answer(sent);
    const sessions = { fix: () => ({ ...aSession((sent) => answer(sent)), calls: () => 0 }) };
    const interrupt = (cut: number) => {
      answer = cutAt(cut, model, 'after');
    };
    return { model, world, interrupt, loop: { ...loop, ...(fix && { fix }), sessions } };
  };

  it('goes on where it was interrupted, and undo takes both parts back', async () => {
    const { model, world, interrupt, loop } = looping();
    interrupt(3);
    await expect(attend(loop, look('look-1'))).rejects.toThrow('TimeoutError');
    interrupt(Number.POSITIVE_INFINITY);
    expect(await attend(loop, look('look-1'))).toMatchObject({ kind: 'fixed' });
    expect(model.isGone).toBe(true);
    await undoFix(loop, { undo: world.records()[0]?.id ?? '', until: '2026-11-22T00:00:00Z' });
    expect(model.isWhole).toBe(true);
  });

  it('leaves in peace what undo brought, though it is another one, until the peace ends', async () => {
    const { model, world, loop } = looping();
    await attend(loop, look('look-1'));
    await undoFix(loop, { undo: world.records()[0]?.id ?? '', until: '2026-11-22T00:00:00Z' });
    expect(model.vpc).not.toBe('vpc-1');
    expect(await attend(loop, look('look-2'))).toMatchObject({ kind: 'reported', withheld: 'peace' });
    expect(model.isWhole).toBe(true);
    world.now = new Date('2026-11-22T00:00:01Z');
    expect(await attend(loop, look('look-3'))).toMatchObject({ kind: 'fixed' });
  });
});

type Steps = { before: never; change: never }[];

const changes = ({ name }: SentCommand): boolean => !name.startsWith('Describe');

async function decide(session: ReturnType<typeof aSession>) {
  const state = await fix?.read(resource, session, async () => false);
  return state && fix?.decide(state, facts);
}

/** One run of the fix; the steps that undo gets. */
async function mend(session: ReturnType<typeof aSession>, steps: Steps = []): Promise<Steps> {
  const before = await fix?.read(resource, session, async () => false);
  const decision = before && fix?.decide(before, facts);
  if (!decision) return steps;
  if (decision.kind !== 'plan') throw new Error(decision.because);
  // As the ledger keeps it.
  steps.push(JSON.parse(JSON.stringify({ before, change: decision.change })));
  await fix?.apply(decision.change, session);
  return steps;
}

async function undo(steps: Steps, session: ReturnType<typeof aSession>): Promise<void> {
  for (const { before, change } of steps.toReversed()) await fix?.undo(before, change, session);
}

/** Runs of the fix that each end at one of their changing calls: before EC2 did it, or before its answer came. */
async function interrupted(cuts: readonly number[], when: 'before' | 'after') {
  const model = new ModelOfEc2();
  const steps: Steps = [];
  for (const cut of cuts) await mend(aSession(cutAt(cut, model, when)), steps).catch(() => {});
  return { model, steps };
}

function cutAt(cut: number, model: ModelOfEc2, when: 'before' | 'after') {
  let count = -1;
  return (sent: SentCommand): unknown => {
    if (!changes(sent)) return model.answer(sent);
    count += 1;
    if (count !== cut) return model.answer(sent);
    if (when === 'after') model.answer(sent);
    return awsError('TimeoutError');
  };
}
