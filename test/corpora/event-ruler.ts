import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import { validatePattern } from '../../lib/events/pattern/validate-pattern';
import type { EventPattern } from '../../lib/model/guardrail';

// Compares with what the reference engine answered: node -r ts-node/register test/corpora/event-ruler.ts FOLDER

interface MatchCase {
  readonly id: string;
  readonly expected: boolean;
  readonly pattern?: EventPattern;
  /** Several rules of which one must match. */
  readonly patternsAny?: readonly EventPattern[];
  readonly event: unknown;
}

interface ValidityCase {
  readonly id: string;
  readonly valid: boolean;
  readonly patternText: string;
  readonly error?: string;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('event-ruler: no folder; pass the one that holds cases.jsonl and validity.jsonl');

const failures = [
  ...lines<MatchCase>('cases.jsonl').map(matchFailure),
  ...lines<MatchCase>('readme-cases.jsonl').map(matchFailure),
  ...lines<ValidityCase>('validity.jsonl').map(validityFailure),
];
const failed = failures.filter((failure) => failure !== undefined);
for (const failure of failed) console.log(failure);
console.log(`${failures.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

function matchFailure({ id, expected, pattern, patternsAny, event }: MatchCase): string | undefined {
  const patterns = patternsAny ?? (pattern ? [pattern] : []);
  const matched = compilePatterns(patterns.map((one) => ({ key: id, pattern: one })))(event).length > 0;
  return matched === expected
    ? undefined
    : `${id}: matched ${matched}, expected ${expected}: ${JSON.stringify(patterns)}`;
}

function validityFailure({ id, valid, patternText, error }: ValidityCase): string | undefined {
  const problem = problemOf(patternText);
  if ((problem === undefined) === valid) return undefined;
  return `${id}: ${problem ?? 'valid'}, expected ${error ?? 'valid'}: ${patternText}`;
}

function problemOf(text: string): string | undefined {
  try {
    return validatePattern(JSON.parse(text));
  } catch (problem) {
    return String(problem);
  }
}

function lines<Line>(file: string): readonly Line[] {
  const text = readFileSync(join(folder as string, file), 'utf8');
  return (
    text
      .split('\n')
      .filter(Boolean)
      // Written by Python, whose JSON has Infinity.
      .map((line) => JSON.parse(line.replaceAll('Infinity', '1e999')) as Line)
  );
}
