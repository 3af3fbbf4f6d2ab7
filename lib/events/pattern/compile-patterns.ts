import type { EventPattern } from '../../model/guardrail';
import { isObject } from '../../model/json';
import { type Condition, holds } from './holds';
import { type Field, fieldAt, type Leaf, leavesAt } from './leaves';
import { type Combination, parsePattern } from './parse-pattern';
import { type Index, indexOf } from './pattern-index';

/** One combination of one entry's pattern. */
interface Candidate {
  readonly entry: number;
  readonly conditions: readonly Condition[];
}

/**
 * Compiles patterns once; the function gives the keys of those an event matches, in their order.
 * @throws Error naming the key whose pattern is none.
 */
export function compilePatterns<Key>(
  entries: Iterable<{ readonly key: Key; readonly pattern: EventPattern }>,
): (event: unknown) => readonly Key[] {
  const keys: Key[] = [];
  const fields = new Map<string, number>();
  const candidates: Candidate[] = [];
  for (const { key, pattern } of entries) {
    const entry = keys.push(key) - 1;
    for (const combination of combinationsOf(key, pattern)) {
      candidates.push({ entry, conditions: conditionsOf(combination, fields) });
    }
  }
  const paths = [...fields.keys()].map(fieldAt);
  const index = indexOf(candidates);
  return (event) => (isObject(event) ? matching(event, keys, paths, index) : []);
}

function matching<Key>(
  event: object,
  keys: readonly Key[],
  fields: readonly Field[],
  index: Index<Candidate>,
): readonly Key[] {
  const found: (readonly Leaf[] | undefined)[] = [];
  const leavesOf = (field: number): readonly Leaf[] => {
    found[field] ??= leavesAt(event, fields[field] as Field);
    return found[field];
  };
  const matched = new Set<number>();
  const consider = (candidate: Candidate): void => {
    if (!matched.has(candidate.entry) && holds(candidate.conditions, leavesOf)) matched.add(candidate.entry);
  };
  index.always.forEach(consider);
  for (const { field, byValue } of index.byField) {
    for (const { value } of leavesOf(field)) {
      if (typeof value === 'string') byValue.get(value)?.forEach(consider);
    }
  }
  if (matched.size === 0) return [];
  const ordered = [...matched].sort((one, other) => one - other);
  return [...new Set(ordered.map((entry) => keys[entry] as Key))];
}

function combinationsOf(key: unknown, pattern: EventPattern): readonly Combination[] {
  try {
    return parsePattern(pattern);
  } catch (cause) {
    throw new Error(`${String(key)}: not an event pattern: ${(cause as Error).message}`, { cause });
  }
}

function conditionsOf(combination: Combination, fields: Map<string, number>): readonly Condition[] {
  const paths = [...combination.keys()].sort();
  return paths.map((path) => {
    const tests = combination.get(path) ?? [];
    const others = paths.filter((other) => other !== path);
    return {
      field: numberOf(path, fields),
      tests,
      mayBeAbsent: tests.some(({ kind }) => kind === 'absent'),
      sharedDepth: Math.max(0, ...others.map((other) => commonNames(path, other))),
    };
  });
}

function numberOf(path: string, fields: Map<string, number>): number {
  const number = fields.get(path) ?? fields.size;
  fields.set(path, number);
  return number;
}

function commonNames(one: string, other: string): number {
  const [names, others] = [one.split('.'), other.split('.')];
  const different = names.findIndex((name, index) => name !== others[index]);
  return different < 0 ? names.length : different;
}
