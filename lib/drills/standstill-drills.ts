import { CreateUserCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Stage } from '../model/guardrail';
import { isNamed } from '../model/is-named';
import type { Purpose } from '../model/organization';

interface World {
  readonly user: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** Drills of accounts in which nobody works: somebody makes a user there. */
export function standstillDrills(purpose: Purpose) {
  const drill = (part: Part) =>
    defineDrill<World>({
      where: { purpose },
      world: async (stage) => ({ user: stage.unique('backup') }),
      async incident(session, { user }) {
        await session.client(IAMClient).send(new CreateUserCommand({ UserName: user }));
      },
      aftermath: nobodyIsThere,
      ...part,
    });
  return [
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
}

async function nobodyIsThere(stage: Stage, { user }: World): Promise<string | undefined> {
  try {
    await stage.client(IAMClient).send(new GetUserCommand({ UserName: user }));
    return `${user} is there`;
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}
