import { type Case, isBegun, openCase, placedAnew } from './case';
import { conclude, tellAgain } from './conclude';
import { exemptionFor, reasonOf } from './exempt';
import { giveWay } from './give-way';
import type { Incident, Loop } from './loop';
import { ignored, left, type Outcome, reported } from './outcome';
import { glance, repair } from './repair';
import { withLock } from './with-lock';

/**
 * The closed loop for one resource. Whatever fails, nothing undecided is done and somebody hears of it.
 * @throws what is worth another try (throttling, a resource another worker holds), so that the message comes back.
 */
export async function attend(loop: Loop, incident: Incident): Promise<Outcome> {
  const opened = await placed(loop, incident);
  const locked = (go: (what: Case) => Promise<Outcome>) =>
    withLock(loop, incident.resource, (lock) => unlessDone({ ...opened, lock }, go));
  const mend = () => locked((again) => repair(again));
  const verdict = withoutLooking(opened);
  // What was begun is brought to its end, whatever has been decided since.
  if (verdict) return unlessDone(opened, (again) => (isBegun(again.earlier) ? mend() : conclude(again, verdict)));
  const fine = await glance(opened);
  if (fine) return fine;
  return incident.actor.kind === 'break-glass' ? locked(giveWay) : mend();
}

/** A look that is left out comes again within the hour; an event that nobody hears of does not. */
async function placed(loop: Loop, incident: Incident): Promise<Case> {
  const opened = await openCase(loop, incident);
  const verdict = withoutLooking(opened)?.kind;
  const isDropped = verdict === 'ignored' || verdict === 'left';
  return isDropped && !incident.swept ? placedAnew(opened) : opened;
}

/** What is decided before anybody reads the resource. */
function withoutLooking({ loop, incident, place: { lineage, mode } }: Case): Outcome | undefined {
  const { configuration, fix } = loop;
  if (mode === 'off') return ignored('the guardrail is off here');
  const exemption = exemptionFor(configuration.exemptions, { resource: incident.resource, lineage }, loop.now());
  if (exemption) return left(reasonOf(exemption));
  if (incident.attempted) return reported('the attempt was denied');
  return fix ? undefined : reported('there is no fix for this; a person has to look');
}

/** A message may come twice, and a worker may end half-way: goes on where the ledger says the last one was. */
async function unlessDone(what: Case, go: (again: Case) => Promise<Outcome>): Promise<Outcome> {
  const earlier = await what.loop.ledger.recordOf(what.id);
  if (earlier?.unheard) {
    await tellAgain(what, earlier);
    return ignored('attended to before; now somebody has heard of it');
  }
  if (earlier && !isBegun(earlier) && earlier.state !== 'failed') return ignored('attended to before');
  return go({ ...what, ...(earlier && { earlier }) });
}
