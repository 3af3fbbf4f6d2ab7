import { createHash } from 'node:crypto';
import { type Case, isBegun, placedAnew, recordOfCase } from './case';
import { log } from './log';
import type { LedgerRecord, Outcome } from './outcome';
import { Busy, Unheard } from './transient';

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/**
 * Tells whom it concerns, then keeps the record: whoever ends in between is done again and tells twice,
 * which is better than never.
 * @throws Unheard when nobody could be told; the message comes back until somebody is.
 */
export async function conclude(
  opened: Case,
  given: Outcome,
  unapplied: Partial<LedgerRecord> = {},
  kept: Pick<LedgerRecord, 'evidence'> = {},
): Promise<Outcome> {
  if (given.kind === 'ignored') return given;
  const { loop, incident } = opened;
  const isHalfDone = isBegun(opened.earlier);
  if (incident.swept && given.kind === 'left' && !isHalfDone) return given;
  const what = opened.place.mode === 'observe' ? await placedAnew(opened) : opened;
  const { place } = what;
  const outcome: Told = isHalfDone ? finished(given) : given;
  const record = recordOfCase(what, outcome.kind, outcome.because, {
    // What was changed is what undo needs, and not what would have come next.
    ...(!isHalfDone && unapplied),
    ...kept,
    endedAt: loop.now().toISOString(),
    ...('calls' in outcome && { calls: outcome.calls }),
  });
  const isSilent = outcome.kind === 'left' || place.mode === 'observe';
  const isRepeated = outcome.kind !== 'fixed' && (await wasTold(what, record));
  // The hourly look finds the same every hour; once a day is enough for people and for the ledger.
  if (incident.swept && isRepeated && !isHalfDone) return outcome;
  const [isHeard] = await Promise.all([
    isSilent || isRepeated || tell(what, record),
    place.mode === 'observe' ? undefined : loop.publish(record),
  ]);
  const isKept = await loop.ledger.write(isHeard ? record : { ...record, unheard: true });
  if (!isKept) throw new Busy(incident.resource.arn);
  if (!isHeard) {
    await hold(what, record);
    throw new Unheard(record.id);
  }
  if (!isRepeated && !isSilent) await markTold(what, record);
  if (place.mode !== 'observe') await keepOpen(what, record);
  if (isHalfDone) await release(what, record);
  return outcome;
}

/** What is still wrong is looked at again until it is not. */
async function keepOpen({ loop }: Case, record: LedgerRecord): Promise<void> {
  const isMended = record.state === 'fixed' || record.state === 'left';
  const kept = isMended ? loop.findings.close(record) : loop.findings.open(record);
  await kept.catch((error: unknown) => log.warn('a finding may stay open', { fix: record.id, error }));
}

async function hold({ loop }: Case, record: LedgerRecord): Promise<void> {
  const held = loop.findings.hold(record);
  await held.catch((error: unknown) => log.warn('only the message brings it back', { fix: record.id, error }));
}

async function release({ loop }: Case, record: LedgerRecord): Promise<void> {
  const released = loop.findings.release(record);
  await released.catch((error: unknown) => log.warn('it is looked at once more', { fix: record.id, error }));
}

type Told = Exclude<Outcome, { kind: 'ignored' }>;

/** A fix that was begun is either fixed or has failed: nobody may take it for one that was never tried. */
function finished(outcome: Told): Told {
  if (outcome.kind === 'fixed' || outcome.kind === 'underway' || outcome.kind === 'failed') return outcome;
  return { kind: 'failed', because: `a fix was begun and not finished; ${outcome.because}` };
}

/** An earlier delivery kept the record but found nobody to tell. */
export async function tellAgain(what: Case, record: LedgerRecord): Promise<void> {
  if (!(await tell(what, record))) throw new Unheard(record.id);
  const { unheard, ...heard } = record;
  await what.loop.ledger.write(heard);
  await release(what, heard);
}

async function tell({ loop, place }: Case, record: LedgerRecord): Promise<boolean> {
  try {
    await loop.alert({ record, lineage: place.lineage });
    return true;
  } catch (error) {
    log.error('nobody could be told', { fix: record.id, error });
    return false;
  }
}

async function wasTold({ loop }: Case, record: LedgerRecord): Promise<boolean> {
  // Who cannot find out tells once more.
  return loop.ledger.wasTold(keyOf(record)).catch(() => false);
}

async function markTold({ loop, incident }: Case, record: LedgerRecord): Promise<void> {
  const seconds = incident.swept ? daySeconds : hourSeconds;
  await loop.ledger.markTold(keyOf(record), seconds).catch(() => {});
}

/** The same news: the same resource in the same state for the same reason, by the same person. */
function keyOf({ guardrail, resource, state, because, finding, actor }: LedgerRecord): string {
  // Who is not known is the same nobody, whoever found it.
  const who = actor.kind === 'unknown' ? 'unknown' : (actor.arn ?? actor.name);
  const news = JSON.stringify([guardrail, resource.arn, state, because, finding, who]);
  return createHash('sha256').update(news).digest('hex').slice(0, 32);
}
