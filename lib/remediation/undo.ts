import type { Loop } from './loop';
import { Busy } from './transient';

export interface UndoRequest {
  /** Id of the fix, as its alert tells. */
  readonly undo: string;
  /** Leave the resource alone until then; ISO 8601. */
  readonly until: string;
}

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
  if (record.before === undefined || record.change === undefined || record.state === 'reported') {
    throw new Error(
      `${request.undo}: changed nothing (${record.state}: ${record.because}), so there is nothing to undo`,
    );
  }
  if (!loop.fix) throw new Error(`${loop.id}: has no fix`);
  const lock = await loop.ledger.lock(loop.id, record.resource);
  if (!lock) throw new Busy(record.resource.arn);
  let peace: string | undefined;
  try {
    const session = loop.sessions.fix(loop.configuration.facts, loop.id, record.resource);
    // The before-image and the change are this fix's own.
    await loop.fix.undo(record.before as never, record.change as never, session);
    await loop.ledger.write({ ...record, state: 'undone', endedAt: loop.now().toISOString() });
    peace = request.until;
  } finally {
    await loop.ledger.unlock(loop.id, lock, lock.fixes, peace);
  }
  return { undone: record.id, until: request.until };
}
