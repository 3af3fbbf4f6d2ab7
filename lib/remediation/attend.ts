import type { IsMember, Session } from '../model/guardrail';
import type { Mode } from '../model/organization';
import { exemptionFor } from './exempt';
import { type Lock, recordId } from './ledger';
import type { Incident, Loop } from './loop';
import { modeAt } from './mode';
import type { LedgerRecord, Outcome } from './outcome';
import { Busy, isTransient } from './transient';
import { verified } from './verify';

const hourMilliseconds = 3_600_000;
/** A resource fixed this often within an hour has an owner who wants it otherwise: people talk to people. */
const fixesBeforeFlapping = 3;
const fixesPerAccountAndHour = 100;

/**
 * The closed loop for one resource. Whatever fails, nothing undecided is done and somebody hears of it.
 * @throws what is worth another try (throttling, a resource another worker holds), so that the message comes back.
 */
export async function attend(loop: Loop, incident: Incident): Promise<Outcome> {
  const { ledger, configuration, directory } = loop;
  const id = recordId(loop.id, incident.eventId, incident.resource);
  const earlier = await ledger.recordOf(id);
  if (earlier && earlier.state !== 'applying' && earlier.state !== 'failed') return ignored('attended to before');

  const lineage = await directory.lineage(incident.resource.account);
  const mode = modeAt(configuration, lineage);
  if (mode === 'off') return ignored('the guardrail is off here');

  const record = draft(loop, incident, id, mode);
  // From the write-ahead on, whatever the record says next keeps what undo needs.
  let begun: Partial<LedgerRecord> = {};
  const begin = async (applying: Partial<LedgerRecord>): Promise<void> => {
    begun = applying;
    await ledger.write({ ...record, ...applying, state: 'applying' });
  };
  const conclude = async (outcome: Outcome, more: Partial<LedgerRecord> = {}): Promise<Outcome> => {
    if (outcome.kind === 'ignored' || (incident.swept && outcome.kind === 'left')) return outcome;
    const concluded: LedgerRecord = {
      ...record,
      ...begun,
      ...more,
      state: outcome.kind,
      because: outcome.because,
      endedAt: loop.now().toISOString(),
      ...(outcome.kind === 'fixed' && { calls: outcome.calls }),
    };
    await ledger.write(concluded);
    if (outcome.kind !== 'left' && mode !== 'observe') await loop.alert({ record: concluded, lineage });
    return outcome;
  };

  const exemption = exemptionFor(configuration.exemptions, { resource: incident.resource, lineage }, loop.now());
  if (exemption) return conclude(left(`exempt until ${exemption.until}: ${exemption.because} (${exemption.owner})`));
  if (incident.attempted) return conclude(reported('the attempt was denied'));
  if (!loop.fix) return conclude(reported('there is no fix for this; a person has to look'));

  const lock = await ledger.lock(loop.id, incident.resource);
  if (!lock) throw new Busy(incident.resource.arn);
  const fixes = [...lock.fixes].filter((time) => time > loop.now().getTime() - hourMilliseconds);
  try {
    return await repair(loop, incident, { mode, lock, fixes, lineage, begin, conclude });
  } catch (error) {
    if (isTransient(error)) throw error;
    return await conclude({ kind: 'failed', because: sentence(error) });
  } finally {
    await ledger.unlock(loop.id, lock, fixes);
  }
}

interface Hold {
  readonly mode: Mode;
  readonly lock: Lock;
  /** Times of the fixes of the last hour; the new one is added. */
  readonly fixes: number[];
  readonly lineage: readonly string[];
  /** Writes what is about to be done. */
  readonly begin: (applying: Partial<LedgerRecord>) => Promise<void>;
  readonly conclude: (outcome: Outcome, more?: Partial<LedgerRecord>) => Promise<Outcome>;
}

/** Read → decide → apply → verify, with the resource locked. */
async function repair(loop: Loop, incident: Incident, hold: Hold): Promise<Outcome> {
  const { configuration } = loop;
  const fix = loop.fix as NonNullable<Loop['fix']>;
  const { conclude } = hold;
  const session = loop.sessions.fix(configuration.facts, loop.id, incident.resource);

  const isMember: IsMember = (account) => loop.directory.isMember(account);
  const before = await fix.read(incident.resource, session, isMember);
  if (before === undefined) return conclude(left('the resource is gone'));
  const exemption = await exemptionByTag(loop, incident, hold, session);
  if (exemption) return conclude(left(`exempt until ${exemption.until}: ${exemption.because} (${exemption.owner})`));

  const decision = fix.decide(before, configuration.facts);
  if (decision.kind === 'leave') return conclude(left(decision.because));
  if (decision.kind === 'ask') return conclude(reported(decision.because), { before });
  const { change, because, approval } = decision;
  const withheld = await reasonToWithhold(loop, incident, hold, approval);
  if (withheld) return conclude(reported(`${because}; not fixed: ${withheld}`), { before, change });

  await hold.begin({ because, before, change });
  await fix.apply(change, session);
  hold.fixes.push(loop.now().getTime());
  const wrong = await verified(fix, incident.resource, session, configuration.facts, isMember);
  if (wrong) return conclude({ kind: 'failed', because: `changed, but not right yet: ${wrong}` });
  return conclude({ kind: 'fixed', because, calls: session.calls() });
}

async function exemptionByTag(loop: Loop, { resource }: Incident, { lineage }: Hold, session: Session) {
  const byTag = loop.configuration.exemptions.filter(({ tag }) => tag !== undefined);
  if (byTag.length === 0 || !loop.fix?.tags) return undefined;
  const tags = await loop.fix.tags(resource, session);
  return exemptionFor(byTag, { resource, lineage, tags }, loop.now());
}

async function reasonToWithhold(
  loop: Loop,
  incident: Incident,
  hold: Hold,
  approval: string | undefined,
): Promise<string | undefined> {
  const { suspendedUntil } = hold.lock;
  if (hold.mode !== 'enforce') return `the mode here is ${hold.mode}`;
  if (suspendedUntil && loop.now().toISOString() < suspendedUntil)
    return `an undo asked for peace until ${suspendedUntil}`;
  if (approval) return `a person has to agree first: ${approval}`;
  if (hold.fixes.length >= fixesBeforeFlapping) {
    return `fixed ${hold.fixes.length} times within an hour; ${incident.actor.name} keeps bringing it back`;
  }
  if (await loop.ledger.fixesAreOff()) return 'fixes are switched off in the whole organization';
  const withinBudget = await loop.ledger.spend(loop.id, incident.resource.account, fixesPerAccountAndHour);
  return withinBudget ? undefined : `this hour's ${fixesPerAccountAndHour} fixes in the account are used up`;
}

function draft(loop: Loop, incident: Incident, id: string, mode: Mode): LedgerRecord {
  return {
    id,
    guardrail: loop.id,
    eventId: incident.eventId,
    eventTime: incident.eventTime,
    resource: incident.resource,
    actor: incident.actor,
    mode,
    state: 'reported',
    finding: incident.finding,
    because: '',
    startedAt: loop.now().toISOString(),
  };
}

const ignored = (because: string): Outcome => ({ kind: 'ignored', because });
const left = (because: string): Outcome => ({ kind: 'left', because });
const reported = (because: string): Outcome => ({ kind: 'reported', because });
const sentence = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
