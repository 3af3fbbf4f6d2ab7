import type { EventBridgeEvent } from '../model/finding';
import { attend } from './attend';
import { heedMove } from './heed-move';
import { incidentsIn } from './incidents';
import type { Incident, Loop } from './loop';
import { isLook, isSchedule, isSweep, type Message } from './messages';
import { ignored, type Outcome } from './outcome';
import { type Heard, look, scatter, sweep } from './sweep';

export interface Received {
  readonly id: string;
  readonly body: string;
}

/** What one message led to; with an error it goes back to the queue. */
export interface Answer {
  readonly message: string;
  readonly heard: readonly Heard[];
  /** When what it tells of happened; ISO 8601. Absent for a look by the clock. */
  readonly eventTime?: string;
  readonly error?: unknown;
}

/**
 * What a batch of messages leads to. Events about one resource are attended to once: a million public objects
 * are one bucket. One message's failure is no other's.
 */
export async function hearBatch(loop: Loop, messages: readonly Received[]): Promise<readonly Answer[]> {
  const attended = new Map<string, Promise<Outcome>>();
  const readings = await Promise.all(messages.map((message) => read(loop, message)));
  const groups = grouped(readings.flatMap(({ incidents }) => incidents));
  const attendOnce = (incident: Incident): Promise<Outcome> => {
    const key = keyOf(incident);
    const already = attended.get(key) ?? attendGroup(loop, groups.get(key) ?? [incident]);
    attended.set(key, already);
    return already;
  };
  return Promise.all(readings.map((reading) => answer(reading, attendOnce)));
}

interface Reading extends Answer {
  readonly incidents: readonly Incident[];
}

async function read(loop: Loop, { id, body }: Received): Promise<Reading> {
  try {
    const message = JSON.parse(body) as Message;
    if (isSchedule(message))
      return { message: id, incidents: [], heard: await scatter(loop, message as EventBridgeEvent) };
    if (isSweep(message)) return { message: id, incidents: [], heard: await sweep(loop, message) };
    if (isLook(message)) return { message: id, incidents: [], heard: await look(loop, message) };
    await heedMove(loop, message as EventBridgeEvent);
    const found = await incidentsIn(loop, message as EventBridgeEvent);
    const parts = 'kind' in found ? { incidents: [], heard: [found] } : { incidents: found, heard: [] };
    return { message: id, eventTime: message.time, ...parts };
  } catch (error) {
    return { message: id, incidents: [], heard: [], error };
  }
}

/** Every resource has its turn before the message goes back for one of them. */
async function answer(
  { incidents, ...reading }: Reading,
  attendOnce: (incident: Incident) => Promise<Outcome>,
): Promise<Answer> {
  const results = await Promise.allSettled(
    incidents.map(async (incident): Promise<Heard> => {
      return { ...(await attendOnce(incident)), resource: incident.resource.arn };
    }),
  );
  const heard = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  return { ...reading, heard: [...reading.heard, ...heard], ...(failed && { error: failed.reason }) };
}

function grouped(incidents: readonly Incident[]): ReadonlyMap<string, readonly Incident[]> {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const key = keyOf(incident);
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return groups;
}

/** The last of them tells best who is at it, unless it only came once more; the others are named. */
async function attendGroup(loop: Loop, incidents: readonly Incident[]): Promise<Outcome> {
  const ids = new Set(incidents.map(({ eventId }) => eventId));
  let outcome: Outcome = ignored('about nothing');
  for (const incident of [...incidents].sort(eventsFirstThenLatest)) {
    const coalesced = [...ids].filter((id) => id !== incident.eventId);
    outcome = await attend(loop, { ...incident, ...(coalesced.length > 0 && { coalesced }) });
    if (outcome.kind !== 'ignored') return outcome;
  }
  return outcome;
}

function eventsFirstThenLatest(one: Incident, other: Incident): number {
  if (one.swept !== other.swept) return one.swept ? 1 : -1;
  return one.eventTime > other.eventTime ? -1 : 1;
}

const keyOf = ({ resource, attempted }: Incident): string => `${attempted} ${resource.arn}`;
