import { parsePattern } from './parse-pattern';
import { PatternProblem } from './pattern-problem';

/** What is wrong with a pattern, or undefined. Its length is not looked at: see `maxPatternCharacters`. */
export function validatePattern(pattern: unknown): string | undefined {
  try {
    parsePattern(pattern);
    return undefined;
  } catch (problem) {
    if (problem instanceof PatternProblem) return problem.message;
    throw problem;
  }
}
