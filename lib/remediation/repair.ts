import { isDeepStrictEqual } from 'node:util';
import type { AnyFix, IsMember, Opaque, Plan } from '../model/guardrail';
import { type Case, isBegun, placedAnew, recordOfCase, stepsOf } from './case';
import { conclude } from './conclude';
import { exemptionFor, reasonOf } from './exempt';
import { log } from './log';
import type { Incident, Loop } from './loop';
import { type LedgerRecord, left, type Outcome, reported } from './outcome';
import { reasonToWithhold, recentFixes } from './reason-to-withhold';
import type { CountedSession } from './sessions';
import { Busy, isTransient } from './transient';
import { verified } from './verify';

/** What a person agreed to: this change and no other. */
export interface Approval {
  readonly change: unknown;
  readonly by: string;
}

// Once more where the first time did not hold; a third time is for people.
const rounds = 2;

/** Read → decide → apply → verify, with the resource locked. What goes wrong on the way is told and kept. */
export async function repair(what: Case, approval?: Approval): Promise<Outcome> {
  let reached = what;
  try {
    return await workThrough(what, approval, (further) => {
      reached = further;
    });
  } catch (error) {
    if (isTransient(error)) throw error;
    return conclude(reached, { kind: 'failed', because: sentence(error) });
  }
}

async function workThrough(
  given: Case,
  approval: Approval | undefined,
  reach: (further: Case) => void,
): Promise<Outcome> {
  const { session, isMember, fix } = toolsFor(given);
  let what = given;
  let wrong: string | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const before = await fix.read(what.incident.resource, session, isMember);
    if (before === undefined) return settled(what, 'the resource is gone', session);
    const decision = fix.decide(before, what.loop.configuration.facts);
    // Right is what needs no plan, as `verified` has it: a fix that was begun ends here, too.
    const isMended = decision.kind === 'ask' && isBegun(what.earlier);
    if (decision.kind === 'leave' || isMended) return settled(what, decision.because, session);
    what = await placedAnew(what);
    const exemption = await exempted(what, session);
    if (exemption) return conclude(what, left(exemption));
    if (decision.kind === 'ask') return conclude(what, reported(decision.because), { before });
    const withheld = await withhold(what, decision, before, session, approval);
    if (withheld) return withheld;
    what = await begin(what, { before, change: decision.change }, decision.because, approval);
    reach(what);
    await fix.apply(decision.change, session);
    wrong = await verified(what, session);
    if (!wrong && fix.follow) return underway(what, decision.because, session);
    if (!wrong) {
      await lookAgain(what, session);
      return conclude(what, { kind: 'fixed', because: decision.because, calls: session.calls() });
    }
  }
  return conclude(what, { kind: 'failed', because: `changed, but not right yet: ${wrong}` });
}

/** Most of what a look at everything finds is as it should be: that is worth one read and no lock. */
export async function glance(what: Case): Promise<Outcome | undefined> {
  if (!what.incident.swept) return undefined;
  const { session, isMember, fix } = toolsFor(what);
  try {
    const state = await fix.read(what.incident.resource, session, isMember);
    const decision = state && fix.decide(state, what.loop.configuration.facts);
    return !decision || decision.kind === 'leave' ? left(decision?.because ?? 'the resource is gone') : undefined;
  } catch {
    // Whatever is wrong is found again under the lock, and told there.
    return undefined;
  }
}

function toolsFor({ loop, incident }: Case) {
  const isMember: IsMember = (account) => loop.directory.isMember(account);
  const session = loop.sessions.fix(loop.configuration.facts, loop.id, incident.resource);
  return { session, isMember, fix: loop.fix as AnyFix };
}

/** Nothing to change: gone, or as it should be. */
function settled(what: Case, because: string, session: CountedSession): Promise<Outcome> {
  // A worker that ended after its change left it to be told.
  if (isBegun(what.earlier)) {
    if (what.loop.fix?.follow) return underway(what, what.earlier.because, session);
    return conclude(what, { kind: 'fixed', because: what.earlier.because, calls: session.calls() });
  }
  return conclude(what, left(because));
}

/** AWS Config is told what it found is mended. Best effort: it finds out by itself, some hours later. */
async function lookAgain({ loop, incident }: Case, session: CountedSession): Promise<void> {
  const { configRule } = incident;
  if (configRule === undefined) return;
  await loop
    .reevaluate?.(configRule, session)
    .catch((error: unknown) => log.warn('no evaluation', { configRule, error }));
}

/** Begun, and going on by itself: whoever follows it concludes it. */
async function underway(what: Case, because: string, session: CountedSession): Promise<Outcome> {
  await what.loop.startFollowing(what.id);
  return conclude(what, { kind: 'underway', because, calls: session.calls() });
}

/** Undefined when the plan may be carried out. */
async function withhold(
  what: Case,
  plan: Plan<Opaque>,
  before: Opaque,
  session: CountedSession,
  approval: Approval | undefined,
): Promise<Outcome | undefined> {
  const { because, change } = plan;
  const isApproved = approval !== undefined && isDeepStrictEqual(plain(change), plain(approval.change));
  const reason = await reasonToWithhold(what, { session, byPerson: isApproved, needsApproval: plan.approval });
  if (reason) {
    const outcome = { ...reported(`${because}; not fixed: ${reason.because}`), withheld: reason.withheld };
    return conclude(what, outcome, { before, change });
  }
  if (plan.approval === undefined || isApproved) return undefined;
  const anew = approval ? '; it is no longer what was agreed to' : '';
  const waits = `${because}; a person has to agree first: ${plan.approval}${anew}`;
  return conclude(what, { kind: 'waiting', because: waits }, { before, change });
}

/** Tags are asked for only where an exemption goes by one. A tag nobody could read exempts nothing and fixes nothing. */
async function exempted({ loop, incident, place }: Case, session: CountedSession): Promise<string | undefined> {
  const { exemptions } = loop.configuration;
  const tags = exemptions.some(({ tag }) => tag !== undefined) ? await tagsOf(loop, incident, session) : {};
  const exemption = exemptionFor(exemptions, { resource: incident.resource, lineage: place.lineage, tags }, loop.now());
  return exemption && reasonOf(exemption);
}

function tagsOf(loop: Loop, { resource }: Incident, session: CountedSession) {
  if (!loop.fix?.tags) {
    throw new Error(
      `${loop.id} reads no tags, so an exemption by tag may or may not be meant; exempt the resource itself`,
    );
  }
  return loop.fix.tags(resource, session);
}

/** Writes what is about to be done, and that it is this worker who does it. */
async function begin(
  what: Case,
  step: { readonly before: Opaque; readonly change: Opaque },
  because: string,
  approval: Approval | undefined,
): Promise<Case> {
  const { loop, lock, incident, earlier } = what;
  if (!lock) throw new Busy(incident.resource.arn);
  // The same plan again is the same step.
  const steps = isBegun(earlier) ? stepsOf(earlier).filter((past) => !isDeepStrictEqual(past, plain(step))) : [];
  const record: LedgerRecord = recordOfCase(what, 'applying', because, {
    ...step,
    ...(steps.length > 0 && { earlier: steps }),
    ...(approval && { approvedBy: approval.by }),
  });
  const fixes = [...recentFixes(what), loop.now().getTime()];
  // Should this worker end half-way, the next look finds what it began.
  const held = loop.findings.holding(record);
  if (!(await loop.ledger.begin(lock, record, fixes, held))) throw new Busy(incident.resource.arn);
  return { ...what, earlier: record, lock: { ...lock, fixes } };
}

const sentence = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** As the ledger gives it back. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
