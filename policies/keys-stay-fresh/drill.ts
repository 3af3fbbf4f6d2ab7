import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  type StatusType,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly user: string;
  readonly key: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A user's key that was switched off, and somebody who wants it back where no policy binds. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    async world(stage) {
      const user = stage.unique('scanner');
      const iam = stage.client(IAMClient);
      await iam.send(new CreateUserCommand({ UserName: user }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
      const world = { user, key: AccessKey?.AccessKeyId ?? '' };
      await set(stage, world, 'Inactive');
      return world;
    },
    incident: (session, world) => set(session, world, 'Active'),
    aftermath: works,
    ...part,
  });
}

// On the local AWS every key is new, so none is ever old there.
export const drills = [
  drill({ name: 'a key that was switched off works again, and is still fresh', kind: 'incident', expected: 'left' }),
  drill({
    name: 'a key is switched off',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, world) => set(session, world, 'Inactive'),
    aftermath: async (stage, world) => ((await works(stage, world)) ? undefined : `${world.key} works`),
  }),
];

async function set(session: Session, { user, key }: World, Status: StatusType): Promise<void> {
  await session.client(IAMClient).send(new UpdateAccessKeyCommand({ UserName: user, AccessKeyId: key, Status }));
}

async function works(stage: Stage, { user, key }: World): Promise<string | undefined> {
  const { AccessKeyMetadata = [] } = await stage.client(IAMClient).send(new ListAccessKeysCommand({ UserName: user }));
  const status = AccessKeyMetadata.find(({ AccessKeyId }) => AccessKeyId === key)?.Status;
  return status === 'Active' ? undefined : `${key} is ${status ?? 'gone'}`;
}
