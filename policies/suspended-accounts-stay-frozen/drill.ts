import { CreateUserCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

interface World {
  readonly user: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** An account where nobody works, and somebody who makes a user there. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'suspended' },
    world: async (stage) => ({ user: stage.unique('backup') }),
    async incident(session, { user }) {
      await session.client(IAMClient).send(new CreateUserCommand({ UserName: user }));
    },
    aftermath: nobodyIsThere,
    ...part,
  });
}

export const drills = [
  drill({ name: 'somebody makes a user', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the landing zone itself makes one',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-users-stay-exceptional',
    expected: 'ignored',
    aftermath: async (stage, world) =>
      (await nobodyIsThere(stage, world)) ? undefined : 'the landing zone was kept out',
  }),
];

async function nobodyIsThere(stage: Stage, { user }: World): Promise<string | undefined> {
  try {
    await stage.client(IAMClient).send(new GetUserCommand({ UserName: user }));
    return `${user} is there`;
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}
