import { listed } from '../shown';
import { suggest } from '../suggest';

/** Names that others refer to. `isComplete` is false when some could not be read, so that a reference may well be to one of those. */
export interface Names {
  readonly names: ReadonlySet<string>;
  readonly isComplete: boolean;
}

/** What to do about a reference that leads nowhere; undefined when it leads somewhere, or may. */
export function adviceOnReference(reference: string, { names, isComplete }: Names): string | undefined {
  if (names.has(reference) || !isComplete) return undefined;
  const near = suggest(reference, names);
  return near === undefined ? `choose one of ${listed([...names])}` : `did you mean '${near}'?`;
}
