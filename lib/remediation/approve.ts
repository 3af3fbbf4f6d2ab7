import { incidentOf, openCase } from './case';
import type { Loop } from './loop';
import type { Outcome } from './outcome';
import { repair } from './repair';
import { withLock } from './with-lock';

export interface ApproveRequest {
  /** Id of the record that waits, as its alert tells. */
  readonly approve: string;
  /** ARN of who agrees. */
  readonly by: string;
}

const daysToAgree = 7;

/** Carries out what a person agreed to, if it is still what has to be done: the resource is read and decided on again. */
export async function approve(loop: Loop, { approve: id, by }: ApproveRequest): Promise<Outcome> {
  const record = await loop.ledger.recordOf(id);
  if (!record) throw new Error(`${id}: the ledger has no such record; take the id from the alert`);
  if (record.guardrail !== loop.id) throw new Error(`${id}: belongs to ${record.guardrail}, not to ${loop.id}`);
  if (record.state !== 'waiting') throw new Error(`${id}: waits for nobody (${record.state}: ${record.because})`);
  const since = Date.parse(record.endedAt ?? record.startedAt);
  if (loop.now().getTime() > since + daysToAgree * 24 * 3600_000) {
    throw new Error(`${id}: waited for ${daysToAgree} days, which is too long; agree to a newer one`);
  }
  const what = await openCase(loop, incidentOf(record));
  return withLock(loop, record.resource, (lock) => repair({ ...what, lock }, { change: record.change, by }));
}
