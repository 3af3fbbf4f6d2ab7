import type { EventPattern } from '../model/guardrail';
import { combine } from './pattern/combine';
import { parsePattern } from './pattern/parse-pattern';
import { shown } from './pattern/pattern-problem';
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
  for (const [index, pattern] of patterns.entries()) assertUsable(pattern, index, maxCharacters);
  const isShort = (pattern: EventPattern): boolean => patternCharacters(pattern) <= maxCharacters;
  return pack(uniteAll(patterns, isShort), isShort);
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
    const both = united.map((other) => unite(other, pattern));
    const at = both.findIndex((union) => union && isShort(union) && validatePattern(union) === undefined);
    if (at < 0) united.push(pattern);
    else united[at] = both[at] as EventPattern;
  }
  return united.length < patterns.length ? uniteAll(united, isShort) : united;
}

interface Bin {
  readonly members: readonly EventPattern[];
  readonly pattern: EventPattern;
}

/** Each pattern joins the bin that grows least by it. */
function pack(patterns: readonly EventPattern[], isShort: Test): readonly EventPattern[] {
  const bins: Bin[] = [];
  for (const pattern of patterns) {
    const [best] = bins
      .flatMap((bin, at) => {
        const grown = joined(bin, pattern);
        return grown && isShort(grown.pattern) ? [{ at, grown, growth: growthOf(bin, grown) }] : [];
      })
      .sort((one, other) => one.growth - other.growth);
    if (best) bins[best.at] = best.grown;
    else bins.push({ members: [pattern], pattern });
  }
  return bins.map(({ pattern }) => pattern);
}

function growthOf(before: Bin, after: Bin): number {
  return patternCharacters(after.pattern) - patternCharacters(before.pattern);
}

/** Undefined where EventBridge would not read the `$or` as one: too many combinations, or a field named like an operator. */
function joined({ members, pattern: before }: Bin, pattern: EventPattern): Bin | undefined {
  const combined = combine([...members, pattern]);
  const expected = parsePattern(before).length + parsePattern(pattern).length;
  if (expected > maxCombinations || validatePattern(combined) !== undefined) return undefined;
  return parsePattern(combined).length === expected ? { members: [...members, pattern], pattern: combined } : undefined;
}
