import { type Lock, recordId } from './ledger';
import type { Incident, Loop } from './loop';
import type { LedgerRecord, Step } from './outcome';
import { type Place, placeOf } from './place';

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

/** Where the account was minutes ago is good enough to begin with. */
export async function openCase(loop: Loop, incident: Incident): Promise<Case> {
  const id = recordId(loop.id, incident.eventId, incident.resource);
  const startedAt = loop.now().toISOString();
  return { loop, incident, id, startedAt, place: await placeOf(loop, incident.resource.account) };
}

/** What a record tells of, to be taken up again. */
export function incidentOf({ eventId, eventTime, resource, actor, finding }: LedgerRecord): Incident {
  return { eventId, eventTime, resource, actor, finding, attempted: false, swept: false };
}

/** Where the account is now. Whoever changes something, drops an event or keeps silent goes by nothing that was kept. */
export async function placedAnew(what: Case): Promise<Case> {
  const place = await placeOf(what.loop, what.incident.resource.account, Date.parse(what.startedAt));
  return { ...what, place };
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
