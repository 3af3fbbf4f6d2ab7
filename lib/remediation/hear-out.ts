import { actorOf } from '../events/actor';
import type { EventBridgeEvent, Resource } from '../model/finding';
import { attend } from './attend';
import type { Outcome } from './outcome';
import type { ServedLoop } from './start-loop';

/** Look at everything in one account and region. Sent to our own queue, one message for each. */
export interface SweepRequest {
  readonly 'detail-type': 'Sweep';
  readonly id: string;
  readonly time: string;
  readonly account: string;
  readonly region: string;
}

export type Heard = Outcome & { readonly resource?: string };

/** What one message leads to: an event is judged and each of its resources attended to, a schedule becomes sweeps. */
export async function hearOut(loop: ServedLoop, message: EventBridgeEvent | SweepRequest): Promise<readonly Heard[]> {
  if (message['detail-type'] === 'Scheduled Event') return scatter(loop, message as EventBridgeEvent);
  if (message['detail-type'] === 'Sweep') return sweep(loop, message as SweepRequest);
  return judge(loop, message as EventBridgeEvent);
}

async function judge(loop: ServedLoop, event: EventBridgeEvent): Promise<readonly Heard[]> {
  const { facts } = loop.configuration;
  const actor = actorOf(event, facts);
  // Our own echo, told by role and never by user agent, which anybody can send.
  if (actor.kind === 'platform') return [{ kind: 'ignored', because: `made by ${actor.name}, which is ourselves` }];
  const finding = loop.monitor.finding(event, facts);
  if (finding.kind === 'ignored') return [finding];
  const heard: Heard[] = [];
  for (const resource of finding.resources) {
    const outcome = await attend(loop, {
      eventId: event.id,
      eventTime: event.time,
      resource,
      actor,
      attempted: finding.kind === 'attempted',
      finding: finding.because,
      swept: false,
    });
    heard.push({ ...outcome, resource: resource.arn });
  }
  return heard;
}

/** CloudTrail to EventBridge is best effort: what an event did not say, the hourly look finds. */
async function sweep(loop: ServedLoop, request: SweepRequest): Promise<readonly Heard[]> {
  const session = loop.sessions.fix(loop.configuration.facts, loop.id, request);
  const heard: Heard[] = [];
  for await (const resource of loop.monitor.reconcile?.(session, loop.configuration.facts) ?? nothing()) {
    const outcome = await attend(loop, {
      eventId: request.id,
      eventTime: request.time,
      resource,
      actor: { kind: 'unknown', name: 'unknown; found by the hourly look' },
      attempted: false,
      finding: `${resource.id} does not keep the promise`,
      swept: true,
    });
    heard.push({ ...outcome, resource: resource.arn });
  }
  return heard;
}

async function scatter(loop: ServedLoop, event: EventBridgeEvent): Promise<readonly Heard[]> {
  const { governedRegions } = loop.configuration.facts;
  const accounts = await loop.directory.accounts();
  const requests = accounts.flatMap((account) =>
    governedRegions.map(
      (region): SweepRequest => ({ 'detail-type': 'Sweep', id: event.id, time: event.time, account, region }),
    ),
  );
  await loop.enqueue(requests);
  return [{ kind: 'ignored', because: `asked for ${requests.length} sweeps` }];
}

async function* nothing(): AsyncIterable<Resource> {}
