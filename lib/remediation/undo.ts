import type { AnyFix } from '../model/guardrail';
import { stepsOf } from './case';
import type { Loop } from './loop';
import { Busy } from './transient';
import { withLock } from './with-lock';

export interface UndoRequest {
  /** Id of the fix, as its alert tells. */
  readonly undo: string;
  /** Leave the resource alone until then; ISO 8601. */
  readonly until: string;
}

const undoable: ReadonlySet<string> = new Set(['applying', 'failed', 'fixed', 'underway', 'undone']);

/** Gives a resource its before-image back, and lets it be until the date asked for. */
export async function undo(
  loop: Loop,
  request: UndoRequest,
): Promise<{ readonly undone: string; readonly until: string }> {
  const record = await loop.ledger.recordOf(request.undo);
  if (!record)
    throw new Error(`${request.undo}: the ledger has no such fix; take the id from the alert or the finding`);
  if (record.guardrail !== loop.id)
    throw new Error(`${request.undo}: is a fix of ${record.guardrail}, not of ${loop.id}`);
  const steps = stepsOf(record);
  if (steps.length === 0 || !undoable.has(record.state)) {
    throw new Error(
      `${request.undo}: changed nothing (${record.state}: ${record.because}), so there is nothing to undo`,
    );
  }
  const fix: AnyFix | undefined = loop.fix;
  if (!fix) throw new Error(`${loop.id}: has no fix`);
  await withLock(loop, record.resource, async (lock) => {
    // Peace comes first: whoever ends half-way through an undo has not asked for the fix again.
    if (!(await loop.ledger.suspend(lock, request.until))) throw new Busy(record.resource.arn);
    const session = loop.sessions.fix(loop.configuration.facts, loop.id, record.resource);
    // The before-images and the changes are this fix's own.
    for (const { before, change } of steps.toReversed()) await fix.undo(before as never, change as never, session);
    await loop.ledger.write({ ...record, state: 'undone', fence: lock.fence, endedAt: loop.now().toISOString() });
  });
  return { undone: record.id, until: request.until };
}
