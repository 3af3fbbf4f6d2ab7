import { type Lock, recordId } from './ledger';
import type { Incident, Loop } from './loop';
import type { LedgerRecord, Step } from './outcome';
import type { Place } from './place';

/** One resource that is being attended to, and what is known of it so far. */
export interface Case {
  readonly loop: Loop;
  readonly incident: Incident;
  readonly id: string;
  readonly place: Place;
  readonly startedAt: string;
  /** What an earlier delivery of the same message left behind. */
  readonly earlier?: LedgerRecord;
  /** Once the resource is locked. */
  readonly lock?: Lock;
}

export function openCase(loop: Loop, incident: Incident, place: Place): Case {
  const id = recordId(loop.id, incident.eventId, incident.resource);
  return { loop, incident, id, place, startedAt: loop.now().toISOString() };
}

/** The case as the ledger keeps it; what is said last wins, and what was done before is never forgotten. */
export function recordOfCase(
  { loop, incident, id, place, startedAt, earlier, lock }: Case,
  state: LedgerRecord['state'],
  because: string,
  more: Partial<LedgerRecord> = {},
): LedgerRecord {
  const { eventId, eventTime, resource, actor, finding, coalesced } = incident;
  return {
    ...(earlier && taken(earlier)),
    id,
    guardrail: loop.id,
    eventId,
    eventTime,
    resource,
    actor,
    mode: place.mode,
    state,
    finding,
    because,
    startedAt: earlier?.startedAt ?? startedAt,
    ...(coalesced?.length && { coalesced }),
    ...(lock && { fence: lock.fence }),
    ...more,
  };
}

/** Whether a change was begun, so that undo has something to take back. */
export function isBegun(record: LedgerRecord | undefined): record is LedgerRecord & Step {
  return record !== undefined && (record.state === 'applying' || record.state === 'failed') && 'change' in record;
}

/** The steps of a record, first one first. */
export function stepsOf({ earlier = [], before, change }: LedgerRecord): readonly Step[] {
  return before === undefined || change === undefined ? earlier : [...earlier, { before, change }];
}

function taken(record: LedgerRecord): Partial<LedgerRecord> {
  if (!isBegun(record)) return {};
  const { before, change, earlier, approvedBy } = record;
  return { before, change, ...(earlier && { earlier }), ...(approvedBy && { approvedBy }) };
}
