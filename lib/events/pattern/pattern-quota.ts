import type { EventPattern } from '../../model/guardrail';

/** EventBridge's quota for one rule's pattern (2026-11; may be raised to 4,096 per account on request). */
export const maxPatternCharacters = 2_048;

/** EventBridge refuses a pattern whose `$or`s multiply to more; also what keeps ours from growing without bound. */
export const maxCombinations = 1_000;

/** As EventBridge counts: the JSON that CloudFormation sends, without spaces. */
export function patternCharacters(pattern: EventPattern): number {
  return JSON.stringify(pattern).length;
}
