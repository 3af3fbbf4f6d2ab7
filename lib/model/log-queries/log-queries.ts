import { deniedCalls } from './denied-calls';
import { fixesByGuardrail } from './fixes-by-guardrail';
import type { LogQuery, QueryFacts } from './log-query';
import { rootActivity } from './root-activity';
import { whatItWasLike } from './what-it-was-like';
import { whatWasUsed } from './what-was-used';
import { whoDidIt } from './who-did-it';

/** What is asked of the archive most, ready to be run. */
export function logQueries(facts: QueryFacts): readonly LogQuery[] {
  const ofTheTrail = [whoDidIt, whatWasUsed, deniedCalls(facts), rootActivity(facts)];
  return [...(facts.tables.includes('trail') ? ofTheTrail : []), fixesByGuardrail, whatItWasLike];
}
