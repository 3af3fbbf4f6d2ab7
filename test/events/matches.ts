import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventPattern } from '../../lib/model/guardrail';

/** Whether the pattern asks for the event. */
export function matches(pattern: EventPattern, event: unknown): boolean {
  return compilePatterns([{ key: 'pattern', pattern }])(event).length > 0;
}
