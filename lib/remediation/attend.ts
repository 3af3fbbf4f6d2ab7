import { type Case, isBegun, openCase } from './case';
import { conclude, tellAgain } from './conclude';
import { exemptionFor, reasonOf } from './exempt';
import { giveWay } from './give-way';
import type { Incident, Loop } from './loop';
import { ignored, left, type Outcome, reported } from './outcome';
import { placeOf } from './place';
import { glance, repair } from './repair';
import { withLock } from './with-lock';

/**
 * The closed loop for one resource. Whatever fails, nothing undecided is done and somebody hears of it.
 * @throws what is worth another try (throttling, a resource another worker holds), so that the message comes back.
 */
export async function attend(loop: Loop, incident: Incident): Promise<Outcome> {
  const place = await placeOf(loop, incident.resource.account);
  if (place.mode === 'off') return ignored('the guardrail is off here');
  const opened = openCase(loop, incident, place);
  const verdict = withoutLooking(opened);
  if (verdict) return unlessDone(opened, (again) => conclude(again, verdict));
  const fine = await glance(opened);
  if (fine) return fine;
  if (incident.actor.kind === 'break-glass') {
    return withLock(loop, incident.resource, (lock) => unlessDone({ ...opened, lock }, giveWay));
  }
  return withLock(loop, incident.resource, (lock) => unlessDone({ ...opened, lock }, (again) => repair(again)));
}

/** What is decided before anybody reads the resource. */
function withoutLooking({ loop, incident, place: { lineage } }: Case): Outcome | undefined {
  const { configuration, fix } = loop;
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
