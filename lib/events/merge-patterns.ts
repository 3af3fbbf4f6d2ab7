import type { EventPattern } from '../model/guardrail';
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
  /** Of the pattern's `$or` branches. */
  readonly combinations: number;
  readonly characters: number;
}

/** Each pattern joins the bin that grows least by it. */
function pack(patterns: readonly EventPattern[], maxCharacters: number): readonly EventPattern[] {
  const bins: Bin[] = [];
  for (const pattern of patterns) {
    const alone = binOf([pattern], parsePattern(pattern).length);
    const best = bins
      .map((bin, at) => ({ at, before: bin, grown: joined(bin, alone) }))
      .filter(({ grown }) => grown.characters <= maxCharacters)
      .sort((one, other) => growthOf(one) - growthOf(other))
      .find(({ grown }) => isReadAsMeant(grown));
    if (best) bins[best.at] = best.grown;
    else bins.push(alone);
  }
  return bins.map(({ pattern }) => pattern);
}

function binOf(members: readonly EventPattern[], combinations: number): Bin {
  const pattern = combine(members);
  return { members, pattern, combinations, characters: patternCharacters(pattern) };
}

function joined(bin: Bin, more: Bin): Bin {
  return binOf([...bin.members, ...more.members], bin.combinations + more.combinations);
}

function growthOf({ before, grown }: { readonly before: Bin; readonly grown: Bin }): number {
  return grown.characters - before.characters;
}

/** EventBridge would not read the `$or` as one with too many combinations, or with a field named like an operator. */
function isReadAsMeant({ pattern, combinations }: Bin): boolean {
  if (combinations > maxCombinations) return false;
  try {
    return parsePattern(pattern).length === combinations;
  } catch (problem) {
    if (problem instanceof PatternProblem) return false;
    throw problem;
  }
}
