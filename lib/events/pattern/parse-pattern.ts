import { isObject } from '../../model/json';
import { parseValueTest } from './parse-value-test';
import { PatternProblem, shown } from './pattern-problem';
import { maxCombinations } from './pattern-quota';
import type { ValueTest } from './value-test';

/** Field path, joined by dots → what it may hold. Every field must hold; one combination of a pattern's `$or` branches. */
export type Combination = ReadonlyMap<string, readonly ValueTest[]>;

// Field names the engine keeps to itself inside $or.
const reserved = new Set(
  `exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr html = < <= > >= regex
  not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range
  ip-address-in-range ip-address-not-in-range`.split(/\s+/),
);
const maxDepth = 1_000;

interface Place {
  readonly path: readonly string[];
  readonly insideOr: boolean;
  /** False: `$or` is a field like any other. */
  readonly knowsOr: boolean;
}

/** @throws PatternProblem */
export function parsePattern(pattern: unknown): readonly Combination[] {
  if (!isObject(pattern)) throw new PatternProblem('', `a pattern is a JSON object; got ${shown(pattern)}`);
  const top = { path: [], insideOr: false, knowsOr: true };
  try {
    return fields(pattern, top, [new Map()]);
  } catch (problem) {
    // A pattern older than the keyword keeps its meaning: what does not read as $or is read as a field of that name.
    return readAnew(pattern, { ...top, knowsOr: false }) ?? raise(problem);
  }
}

function readAnew(pattern: Readonly<Record<string, unknown>>, place: Place): readonly Combination[] | undefined {
  try {
    return fields(pattern, place, [new Map()]);
  } catch {
    return undefined;
  }
}

function raise(problem: unknown): never {
  throw problem;
}

function fields(
  object: Readonly<Record<string, unknown>>,
  place: Place,
  before: readonly Combination[],
): readonly Combination[] {
  const entries = Object.entries(object);
  if (entries.length === 0) throw new PatternProblem(pathOf(place), 'empty objects are not allowed; name a field');
  if (place.path.length > maxDepth) throw new PatternProblem('', `a pattern is nested at most ${maxDepth} deep`);
  return entries.reduce((combinations, [name, value]) => {
    if (name === '$or' && place.knowsOr) return branches(value, place, combinations);
    return field(value, name, { ...place, path: [...place.path, name] }, combinations);
  }, before);
}

function field(value: unknown, name: string, place: Place, before: readonly Combination[]): readonly Combination[] {
  const path = pathOf(place);
  if (place.insideOr && reserved.has(name)) {
    throw new PatternProblem(path, `'${name}' is a reserved word and cannot name a field inside $or`);
  }
  if (isObject(value)) return fields(value, place, before);
  if (!Array.isArray(value)) throw new PatternProblem(path, `must be an object or an array; got ${shown(value)}`);
  if (value.length === 0) throw new PatternProblem(path, 'empty arrays are not allowed; name a value');
  const tests = value.map((element) => parseValueTest(element, path));
  // A path given twice counts once, as the last one says.
  return before.map((combination) => new Map(combination).set(path, tests));
}

function branches(value: unknown, place: Place, before: readonly Combination[]): readonly Combination[] {
  const at = pathOf({ ...place, path: [...place.path, '$or'] });
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    throw new PatternProblem(at, `$or takes an array of at least two objects; got ${shown(value)}`);
  }
  const combinations: Combination[] = [];
  for (const branch of value) {
    combinations.push(...fields(branch, { ...place, insideOr: true }, before));
    if (combinations.length > maxCombinations) {
      throw new PatternProblem(at, `more than ${maxCombinations} combinations of $or; split the pattern`);
    }
  }
  return combinations;
}

function pathOf({ path }: Pick<Place, 'path'>): string {
  return path.join('.');
}
