import { compilePatterns } from '../events/pattern/compile-patterns';
import { validatePattern } from '../events/pattern/validate-pattern';
import type { EventPattern } from '../model/guardrail';
import { isObject } from '../model/json';

/** What a case came to. The id is the case's own, whatever it is. */
export type MatchResult =
  | { readonly id: unknown; readonly matched: boolean }
  | { readonly id: unknown; readonly error: string };

/** Answers one line of a file of cases: `{ id, pattern, event }`, a pattern also as the text it is stored as. */
export function matchCase(line: string): MatchResult {
  let id: unknown = null;
  try {
    const matchable: unknown = JSON.parse(line);
    if (!isObject(matchable)) throw new Error(`a case is an object with id, pattern and event; got ${line}`);
    id = matchable.id ?? null;
    for (const field of ['pattern', 'event']) {
      if (matchable[field] === undefined) throw new Error(`the case has no ${field}`);
    }
    const pattern = typeof matchable.pattern === 'string' ? JSON.parse(matchable.pattern) : matchable.pattern;
    const problem = validatePattern(pattern);
    if (problem) throw new Error(problem);
    const match = compilePatterns([{ key: id, pattern: pattern as EventPattern }]);
    return { id, matched: match(matchable.event).length > 0 };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
