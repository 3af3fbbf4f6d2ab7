import type { EventPattern } from '../model/guardrail';
import { isObject, type JsonObject } from '../model/json';
import { combine } from './pattern/combine';
import { parsePattern } from './pattern/parse-pattern';
import { PatternProblem, shown } from './pattern/pattern-problem';
import { maxCombinations, maxPatternCharacters, patternCharacters } from './pattern/pattern-quota';
import { unite } from './pattern/unite';
import { validatePattern } from './pattern/validate-pattern';

/**
 * Few patterns that together match exactly the events the given ones match, each within EventBridge's quotas.
 * Values are united first (names of calls to one service), then what is left shares patterns through `$or`.
 * The same patterns in the same order give the same result.
 * @throws Error naming a pattern that is none, or too long by itself.
 */
export function mergePatterns(
  patterns: readonly EventPattern[],
  maxCharacters: number = maxPatternCharacters,
): readonly EventPattern[] {
  // Every region of an organization has the same.
  const key = JSON.stringify([maxCharacters, patterns]);
  const known = merged.get(key) ?? merge(patterns, maxCharacters);
  merged.set(key, known);
  return known;
}

const merged = new Map<string, readonly EventPattern[]>();

function merge(patterns: readonly EventPattern[], maxCharacters: number): readonly EventPattern[] {
  for (const [index, pattern] of patterns.entries()) assertUsable(pattern, index, maxCharacters);
  const isShort = (pattern: EventPattern): boolean => patternCharacters(pattern) <= maxCharacters;
  return pack(uniteAll(patterns, isShort), maxCharacters);
}

function assertUsable(pattern: EventPattern, index: number, maxCharacters: number): void {
  const characters = patternCharacters(pattern);
  const problem =
    validatePattern(pattern) ??
    (characters > maxCharacters ? `${characters} characters, EventBridge takes ${maxCharacters}; split it` : undefined);
  if (problem) throw new Error(`pattern ${index + 1}, ${shown(pattern)}: ${problem}`);
}

type Test = (pattern: EventPattern) => boolean;

/** Until no two can be united: united names of calls may make two services alike. */
function uniteAll(patterns: readonly EventPattern[], isShort: Test): readonly EventPattern[] {
  const united: EventPattern[] = [];
  for (const pattern of patterns) {
    let both: EventPattern | undefined;
    const at = united.findIndex((other) => {
      both = unite(other, pattern);
      return both && isShort(both) && validatePattern(both) === undefined;
    });
    if (at < 0 || !both) united.push(pattern);
    else united[at] = both;
  }
  return united.length < patterns.length ? uniteAll(united, isShort) : united;
}

interface Bin {
  readonly members: readonly EventPattern[];
  readonly pattern: EventPattern;
  readonly text: string;
  /** Of the pattern's `$or` branches; undefined where it has to stay alone. */
  readonly combinations: number | undefined;
}

/** Each pattern joins the bin that grows least by it. */
function pack(patterns: readonly EventPattern[], maxCharacters: number): readonly EventPattern[] {
  const bins: Bin[] = [];
  for (const pattern of patterns) {
    const alone = { members: [pattern], pattern, text: JSON.stringify(pattern), combinations: asBranch(pattern) };
    const tests = testsIn(pattern);
    let best: { readonly at: number; readonly grown: Bin } | undefined;
    let most = maxCharacters;
    for (const [at, bin] of bins.entries()) {
      const room = Math.min(most, maxCharacters - bin.text.length);
      // What it does not say yet has to be written: most bins need not be tried.
      const grown = lengthOf(tests.filter((test) => !bin.text.includes(test))) <= room ? joined(bin, alone) : undefined;
      if (!grown || grown.text.length - bin.text.length > room) continue;
      best = { at, grown };
      most = grown.text.length - bin.text.length - 1;
    }
    if (best) bins[best.at] = best.grown;
    else bins.push(alone);
  }
  return bins.map(({ pattern }) => pattern);
}

/** Undefined where EventBridge would not take it, or not read it as an `$or`. */
function joined(bin: Bin, more: Bin): Bin | undefined {
  if (bin.combinations === undefined || more.combinations === undefined) return undefined;
  const combinations = bin.combinations + more.combinations;
  if (combinations > maxCombinations) return undefined;
  const members = [...bin.members, ...more.members];
  const pattern = combine(members);
  return { members, pattern, text: JSON.stringify(pattern), combinations };
}

const other: EventPattern = { source: ['other'] };

/** How many combinations a pattern has as a branch of an `$or`; undefined where EventBridge would not read it as one. */
function asBranch(pattern: EventPattern): number | undefined {
  try {
    return parsePattern({ $or: [pattern, other] }).length - 1;
  } catch (problem) {
    if (problem instanceof PatternProblem) return undefined;
    throw problem;
  }
}

/** Each field with what it may hold, as it is written wherever the pattern becomes a part of another. */
function testsIn(pattern: EventPattern): readonly string[] {
  return Object.entries(pattern).flatMap(([key, value]) =>
    isObject(value) ? testsIn(value as JsonObject) : [`${JSON.stringify(key)}:${JSON.stringify(value)}`],
  );
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
