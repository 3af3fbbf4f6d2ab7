import { actorOf } from '../events/actor';
import { type NonCompliance, nonComplianceIn } from '../events/config-compliance';
import type { Actor, EventBridgeEvent, Resource } from '../model/finding';
import type { Incident, Loop } from './loop';
import type { SweepRequest } from './messages';
import { ignored, type Outcome } from './outcome';

/** What an event is about: incidents, or the reason why it is about none. */
export async function incidentsIn(loop: Loop, event: EventBridgeEvent): Promise<readonly Incident[] | Outcome> {
  const { facts } = loop.configuration;
  const actor = actorWho(loop, event);
  // Our own echo, told by role and never by user agent, which anybody can send.
  if (actor.kind === 'platform') return ignored(`made by ${actor.name}, which is ourselves`);
  const finding = loop.monitor.finding(event, facts);
  if (finding.kind === 'ignored') {
    const nonCompliance = nonComplianceIn(event);
    return nonCompliance ? looked(loop, event, nonCompliance) : finding;
  }
  const isOpen = finding.kind === 'look' && finding.resources.length === 0;
  const resources = isOpen ? await everythingThere(loop, event) : finding.resources;
  return resources.map((resource) => ({
    eventId: event.id,
    eventTime: event.time,
    resource,
    actor,
    attempted: finding.kind === 'attempted',
    finding: finding.because,
    swept: finding.kind === 'look',
  }));
}

/** An incident that somebody came upon by looking. */
export function sweptIncident(
  request: Pick<SweepRequest, 'id' | 'time'>,
  resource: Resource,
  foundBy = 'the hourly look',
): Incident {
  return {
    eventId: request.id,
    eventTime: request.time,
    resource,
    actor: { kind: 'unknown', name: `unknown; found by ${foundBy}` },
    attempted: false,
    finding: `${resource.id} does not keep the promise`,
    swept: true,
  };
}

/** Who it was is good to know. Not to know it is no reason to leave the door open. */
function actorWho({ configuration }: Loop, event: EventBridgeEvent): Actor {
  try {
    return actorOf(event, configuration.facts);
  } catch {
    return { kind: 'unknown', name: 'unknown' };
  }
}

/**
 * AWS Config names a resource in its own words, and not always in the API's: the guardrail's own look says which one it is.
 * Where it knows none of that name, everything it finds is looked at.
 */
async function looked(
  loop: Loop,
  event: EventBridgeEvent,
  { id, rule }: NonCompliance,
): Promise<readonly Incident[] | Outcome> {
  if (!loop.monitor.reconcile) {
    return ignored(`${rule} finds ${id} non-compliant, and there is no look that could tell why`);
  }
  const candidates = await everythingThere(loop, event);
  const named = candidates.filter((resource) => resource.id === id || resource.arn === id);
  const resources = named.length > 0 ? named : candidates;
  return resources.map((resource) => ({
    ...sweptIncident(event, resource, `AWS Config rule ${rule}`),
    configRule: rule,
  }));
}

/** All that may break the promise in the event's account and region. */
async function everythingThere(
  { id, monitor, configuration, sessions }: Loop,
  event: EventBridgeEvent,
): Promise<readonly Resource[]> {
  const session = sessions.fix(configuration.facts, id, event);
  const found: Resource[] = [];
  for await (const resource of monitor.reconcile?.(session, configuration.facts) ?? []) found.push(resource);
  return found;
}
