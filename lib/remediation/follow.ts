import type { AnyFix, Progress } from '../model/guardrail';
import { incidentOf, openCase, stepsOf } from './case';
import { conclude } from './conclude';
import type { Loop } from './loop';
import type { LedgerRecord, Outcome } from './outcome';
import { isTransient } from './transient';
import { verified } from './verify';
import { withLock } from './with-lock';

export interface FollowRequest {
  /** Id of the fix that is under way. */
  readonly follow: string;
}

/** A fix that takes longer than this has failed: somebody else has to look why it does not end. */
const patienceHours = 12;

/**
 * Asks how far a fix is that goes on after its function has returned, and concludes it once it has ended.
 * A state machine asks again and again, as long as the answer is `underway`.
 */
export async function follow(loop: Loop, { follow: id }: FollowRequest): Promise<{ readonly state: string }> {
  const found = await loop.ledger.recordOf(id);
  if (!found) throw new Error(`${id}: the ledger has no such fix, so nobody can follow it`);
  if (found.guardrail !== loop.id) throw new Error(`${id}: is a fix of ${found.guardrail}, not of ${loop.id}`);
  if (found.state !== 'underway') return { state: found.state };
  return withLock(loop, found.resource, async (lock) => {
    // Whoever held the resource may have undone it.
    const record = (await loop.ledger.recordOf(id)) ?? found;
    if (record.state !== 'underway') return { state: record.state };
    const opened = await openCase(loop, incidentOf(record));
    const what = { ...opened, lock, earlier: { ...record, state: 'applying' as const } };
    const session = loop.sessions.fix(loop.configuration.facts, loop.id, record.resource);
    const progress = await progressOf(loop, record, session);
    if (progress.kind === 'underway') return { state: 'underway' };
    const wrong = progress.kind === 'done' ? await verified(what, session) : progress.because;
    const outcome: Outcome = wrong
      ? { kind: 'failed', because: wrong }
      : { kind: 'fixed', because: progress.because, calls: (record.calls ?? 0) + session.calls() };
    const evidence = 'evidence' in progress && progress.evidence !== undefined ? { evidence: progress.evidence } : {};
    return { state: (await conclude(what, outcome, {}, evidence)).kind };
  });
}

async function progressOf(
  { fix, now }: Loop,
  record: LedgerRecord,
  session: Parameters<NonNullable<AnyFix['follow']>>[1],
): Promise<Progress> {
  const change = stepsOf(record).at(-1)?.change;
  if (!fix?.follow) return { kind: 'failed', because: 'nothing in this version of the guardrail can follow it' };
  try {
    // The change is this fix's own.
    const progress = await fix.follow(change as never, session);
    const hours = (now().getTime() - Date.parse(record.startedAt)) / 3_600_000;
    if (progress.kind !== 'underway' || hours < patienceHours) return progress;
    return { kind: 'failed', because: `has not ended within ${patienceHours} hours; ${progress.because}` };
  } catch (error) {
    if (isTransient(error)) throw error;
    return { kind: 'failed', because: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
