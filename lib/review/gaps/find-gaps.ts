import { wildcardMatches } from '../../model/wildcard';
import type { PermissionsActions } from '../../policy/permissions-actions';
import type { KeptBy } from './kept-by';

/** Actions that no guardrail is about, by the reason why: names, or patterns of names. */
export type LeftAlone = Readonly<Record<string, readonly string[]>>;

/** What becomes of the actions by which AWS lets somebody in. Fields are added, never renamed or removed. */
export interface Gaps {
  readonly asOf: string;
  readonly kept: Readonly<Record<KeptBy, number>>;
  readonly leftAlone: readonly { readonly because: string; readonly actions: readonly string[] }[];
  /** Nobody decided about these. */
  readonly undecided: readonly string[];
  /** Patterns that leave alone what is kept by now, or what AWS does not have. */
  readonly stale: readonly string[];
}

export function findGaps(
  { asOf, actions }: PermissionsActions,
  keptBy: (action: string) => KeptBy | undefined,
  leftAlone: LeftAlone,
): Gaps {
  const keepers = actions.map(keptBy);
  const count = (keeper: KeptBy): number => keepers.filter((one) => one === keeper).length;
  const open = actions.filter((_, index) => keepers[index] === undefined);
  const reasons = Object.entries(leftAlone);
  // The first reason that means an action is the one that is told.
  const why = new Map(
    open.map((action) => [action, reasons.find(([, patterns]) => patterns.some((one) => means(one, action)))?.[0]]),
  );
  const leftFor = (reason: string | undefined) => open.filter((action) => why.get(action) === reason);
  return {
    asOf,
    kept: { control: count('control'), monitor: count('monitor'), perimeter: count('perimeter') },
    leftAlone: reasons.map(([because]) => ({ because, actions: leftFor(because) })),
    undecided: leftFor(undefined),
    stale: Object.values(leftAlone)
      .flat()
      .filter((pattern) => !open.some((action) => means(pattern, action))),
  };
}

const means = (pattern: string, action: string): boolean => wildcardMatches(pattern, action);
