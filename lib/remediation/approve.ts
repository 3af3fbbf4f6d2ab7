import { openCase } from './case';
import type { Loop } from './loop';
import type { Outcome } from './outcome';
import { placeOf } from './place';
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
  const { eventId, eventTime, resource, actor, finding } = record;
  const incident = { eventId, eventTime, resource, actor, finding, attempted: false, swept: false };
  const what = openCase(loop, incident, await placeOf(loop, resource.account));
  return withLock(loop, resource, (lock) => repair({ ...what, lock }, { change: record.change, by }));
}
