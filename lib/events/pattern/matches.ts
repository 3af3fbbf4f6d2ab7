import type { EventPattern } from '../../model/guardrail';
import { compilePatterns } from './compile-patterns';

/** For one event and one pattern; `compilePatterns` is for many. */
export function matches(pattern: EventPattern, event: unknown): boolean {
  return compilePatterns([{ key: 'pattern', pattern }])(event).length > 0;
}
