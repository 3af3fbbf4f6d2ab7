import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  IAMClient,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { accessKeys, hasPassword } from './credentials';

interface World {
  readonly user: string;
  /** A key from before the incident. */
  readonly key?: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A user from before the landing zone, and somebody who makes a key for it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: aUser,
    incident: makeKey,
    aftermath: part.expected === 'fixed' ? noKeyWorks : aKeyWorks,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer makes a key for a user',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    aftermath: noKeyWorks,
  }),
  drill({
    name: 'a key is made in the management account, which no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill({ name: 'the event of a new key is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'a user gets a password',
    kind: 'incident',
    expected: 'reported',
    async incident(session, { user }) {
      const profile = { UserName: user, Password: 'correct-horse-Battery-7' };
      await session.client(IAMClient).send(new CreateLoginProfileCommand(profile));
    },
    aftermath: async (stage, { user }) =>
      (await hasPassword(user, stage)) ? undefined : `the password of ${user} was deleted`,
  }),
  drill({
    name: 'a leaked key is switched off',
    kind: 'twin',
    where: { purpose: 'workloads' },
    expected: 'ignored',
    world: aUserWithKey,
    async incident(session, { user, key }) {
      const change = { UserName: user, AccessKeyId: key, Status: 'Inactive' } as const;
      await session.client(IAMClient).send(new UpdateAccessKeyCommand(change));
    },
    aftermath: noKeyWorks,
  }),
  drill({
    name: 'a user who is exempt gets a key',
    kind: 'twin',
    exemption: ({ user }) => ({ resource: `arn:aws:iam::*:user/${user}` }),
    expected: 'left',
  }),
];

async function aUser(stage: Stage): Promise<World> {
  const user = stage.unique('mailer');
  await stage.client(IAMClient).send(new CreateUserCommand({ UserName: user }));
  return { user };
}

async function aUserWithKey(stage: Stage): Promise<World> {
  const { user } = await aUser(stage);
  await makeKey(stage, { user });
  const [key] = await accessKeys(user, stage);
  return { user, ...(key && { key: key.id }) };
}

async function makeKey(session: Session, { user }: World): Promise<void> {
  await session.client(IAMClient).send(new CreateAccessKeyCommand({ UserName: user }));
}

async function noKeyWorks(stage: Stage, { user }: World): Promise<string | undefined> {
  const active = (await accessKeys(user, stage)).filter((key) => key.active);
  return active.length > 0 ? `${active.map(({ id }) => id).join(', ')} of ${user} still works` : undefined;
}

async function aKeyWorks(stage: Stage, world: World): Promise<string | undefined> {
  return (await noKeyWorks(stage, world)) ? undefined : `${world.user} has no key that works`;
}
