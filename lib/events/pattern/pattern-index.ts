import type { Condition } from './holds';

/** Where a candidate is found: by one value that its event must have, or not at all beforehand. */
export interface Index<Candidate> {
  readonly byField: readonly {
    readonly field: number;
    readonly byValue: ReadonlyMap<string, readonly Candidate[]>;
  }[];
  /** Candidates that demand no certain text of any field. */
  readonly always: readonly Candidate[];
}

/** Files each candidate under the field that few others share a value of: the name of an API call rather than its service. */
export function indexOf<Candidate extends { readonly conditions: readonly Condition[] }>(
  candidates: readonly Candidate[],
): Index<Candidate> {
  const counts = countValues(candidates);
  const always: Candidate[] = [];
  const byField = new Map<number, Map<string, Candidate[]>>();
  for (const candidate of candidates) {
    const best = candidate.conditions.filter((condition) => textsOf(condition)).sort(byRarity(counts))[0];
    if (!best) {
      always.push(candidate);
      continue;
    }
    const byValue = getOrAdd(byField, best.field, () => new Map<string, Candidate[]>());
    for (const text of new Set(textsOf(best))) getOrAdd(byValue, text, () => []).push(candidate);
  }
  return { always, byField: [...byField].map(([field, byValue]) => ({ field, byValue })) };
}

type Counts = ReadonlyMap<number, ReadonlyMap<string, number>>;

function countValues(candidates: readonly { readonly conditions: readonly Condition[] }[]): Counts {
  const counts = new Map<number, Map<string, number>>();
  for (const condition of candidates.flatMap(({ conditions }) => conditions)) {
    const ofField = getOrAdd(counts, condition.field, () => new Map<string, number>());
    for (const text of textsOf(condition) ?? []) ofField.set(text, (ofField.get(text) ?? 0) + 1);
  }
  return counts;
}

function byRarity(counts: Counts): (one: Condition, other: Condition) => number {
  const share = (condition: Condition): number =>
    Math.max(...(textsOf(condition) ?? []).map((text) => counts.get(condition.field)?.get(text) ?? 0));
  const variety = ({ field }: Condition): number => counts.get(field)?.size ?? 0;
  return (one, other) => share(one) - share(other) || variety(other) - variety(one);
}

/** The texts of which the field must hold one, or undefined when something else would do too. */
function textsOf({ tests }: Condition): readonly string[] | undefined {
  const texts: string[] = [];
  for (const test of tests) {
    if (test.kind !== 'equals' || typeof test.value !== 'string') return undefined;
    texts.push(test.value);
  }
  return texts;
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
