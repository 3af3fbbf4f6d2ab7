import type { EventPattern } from '../../model/guardrail';

/** With `$or` and dotted keys a field may be said twice, and then the later key counts. */
export function dependsOnOrder(pattern: EventPattern): boolean {
  return Object.keys(pattern).some((key) => key === '$or' || key.includes('.'));
}
