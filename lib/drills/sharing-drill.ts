import { type Drill, defineDrill, type Session, type Stage } from '../model/guardrail';

/** Something that one insider may use. */
export interface Shared {
  readonly id: string;
  /** Another account of the organization, or the organization itself, as the service names it. */
  readonly insider: string;
}

/** How something is shared, in the words of its service. */
interface Sharing {
  readonly world: (stage: Stage) => Promise<Shared>;
  readonly share: (session: Session, id: string, whom: readonly string[]) => Promise<void>;
  readonly sharedWith: (stage: Stage, id: string) => Promise<readonly string[]>;
}

type Part = Partial<Drill<Shared>> & Pick<Drill<Shared>, 'name' | 'kind' | 'expected'>;

/** Makes drills in which somebody shares further what an insider may use: with whom, and what is expected. */
export function sharingDrill({ world, share, sharedWith }: Sharing) {
  const onlyTheInsider = async (stage: Stage, { id, insider }: Shared) => {
    const now = await sharedWith(stage, id);
    return now.join() === insider ? undefined : `${id} is shared with ${now.join(', ') || 'nobody'}`;
  };
  /** The insider still has what it had, and so has whom the incident added, if its call went through at all. */
  const nothingTaken =
    (whom: readonly string[]) =>
    async (stage: Stage, { id, insider }: Shared) => {
      const now = await sharedWith(stage, id);
      const lost = [insider, ...(now.length > 1 ? whom : [])].filter((one) => !now.includes(one));
      return lost.length > 0 ? `${id} is no longer shared with ${lost.join(', ')}` : undefined;
    };
  return (whom: readonly string[], part: Part) =>
    defineDrill<Shared>({
      where: { purpose: 'workloads' },
      world,
      incident: (session, { id }) => share(session, id, whom),
      aftermath: part.expected === 'fixed' ? onlyTheInsider : nothingTaken(whom),
      ...part,
    });
}
