import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DetachUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly user: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A user with two keys, and a policy that somebody gives it. */
function drill(policyName: string, part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: userWithKeys,
    incident: (session, world) => put(session, world, policyName),
    aftermath: (stage, world) => keysWork(stage, world, part.expected !== 'fixed'),
    ...part,
  });
}

const quarantine = 'AWSCompromisedKeyQuarantineV3';

export const drills = [
  drill(quarantine, { name: 'AWS puts a user into quarantine', kind: 'incident', expected: 'fixed' }),
  drill(quarantine, {
    name: 'a developer lets a user out of quarantine',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    async incident(session, { user }) {
      const policy = { UserName: user, PolicyArn: `arn:aws:iam::aws:policy/${quarantine}` };
      await session.client(IAMClient).send(new DetachUserPolicyCommand(policy));
    },
  }),
  drill(quarantine, {
    name: 'AWS quarantines a user where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
  drill('QuarantineOfGoods', { name: 'a policy is called much like it', kind: 'twin', expected: 'ignored' }),
];

async function userWithKeys(stage: Stage): Promise<World> {
  const user = stage.unique('mailer');
  const iam = stage.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: user }));
  await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  return { user };
}

async function put(session: Session, { user }: World, PolicyName: string): Promise<void> {
  const statement = { Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await session.client(IAMClient).send(new PutUserPolicyCommand({ UserName: user, PolicyName, PolicyDocument }));
}

async function keysWork(stage: Stage, { user }: World, expected: boolean): Promise<string | undefined> {
  const { AccessKeyMetadata = [] } = await stage.client(IAMClient).send(new ListAccessKeysCommand({ UserName: user }));
  const active = AccessKeyMetadata.filter(({ Status }) => Status === 'Active').length;
  return active === (expected ? 2 : 0) ? undefined : `${active} keys of ${user} work`;
}
