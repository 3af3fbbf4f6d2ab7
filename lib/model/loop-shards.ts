import { createHash } from 'node:crypto';

// CloudFormation takes 500 resources a stack (2026-11), and a guardrail's loop has about a dozen.
export const loopShardCount = 4;

/**
 * Which of the stacks of loops holds a guardrail's function, from 1. By its name alone, so that no guardrail
 * moves when another comes or goes.
 */
export function loopShard(guardrail: string): number {
  return 1 + (createHash('sha256').update(guardrail).digest().readUInt32BE() % loopShardCount);
}
