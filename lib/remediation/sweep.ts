import { accountItself } from '../events/account-resource';
import type { EventBridgeEvent, Resource } from '../model/finding';
import { attend } from './attend';
import { openCase } from './case';
import { conclude } from './conclude';
import { sweptIncident } from './incidents';
import type { Loop } from './loop';
import type { LookRequest, SweepRequest } from './messages';
import { ignored, type Outcome } from './outcome';
import { placeOf } from './place';
import { resolveMended } from './resolve-mended';
import { isTransient } from './transient';

/** What one message has time for; the rest becomes messages of its own. */
const resourcesPerMessage = 25;

export type Heard = Outcome & { readonly resource?: string };

/** Asks for a look at every account and region: CloudTrail to EventBridge is best effort. */
export async function scatter(loop: Loop, { id, time }: EventBridgeEvent): Promise<readonly Heard[]> {
  const { governedRegions } = loop.configuration.facts;
  const accounts = await loop.directory.accounts();
  const requests = accounts.flatMap((account) =>
    governedRegions.map((region): SweepRequest => ({ 'detail-type': 'Sweep', id, time, account, region })),
  );
  await loop.enqueue(requests);
  return [ignored(`asked for ${requests.length} sweeps`)];
}

/** What an event did not say, a look at everything finds. */
export async function sweep(loop: Loop, request: SweepRequest): Promise<readonly Heard[]> {
  await resolveMended(loop, request);
  const place = await placeOf(loop, request.account);
  if (place.mode === 'off') return [ignored('the guardrail is off here')];
  const resources = await list(loop, request);
  if (!Array.isArray(resources)) {
    const incident = sweptIncident(request, accountItself(request, loop.configuration.facts));
    const failed = { kind: 'failed', because: `nobody could look: ${resources}` } as const;
    return [await conclude(await openCase(loop, incident), failed)];
  }
  const later = chunks(resources.slice(resourcesPerMessage)).map(
    (some): LookRequest => ({ ...request, 'detail-type': 'Look', resources: some }),
  );
  await loop.enqueue(later);
  return look(loop, { ...request, 'detail-type': 'Look', resources: resources.slice(0, resourcesPerMessage) });
}

/** Each of these, one after another; one that fails keeps no other from its turn. */
export async function look(loop: Loop, request: LookRequest): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  const errors: unknown[] = [];
  for (const resource of request.resources) {
    try {
      heard.push({ ...(await attend(loop, sweptIncident(request, resource))), resource: resource.arn });
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return heard;
}

/** What may break the promise there, or why nobody could tell: an account without our role is worth an alert, not a dead letter an hour. */
async function list(loop: Loop, request: SweepRequest): Promise<readonly Resource[] | string> {
  const { configuration, monitor, sessions } = loop;
  const found: Resource[] = [];
  if (!monitor.reconcile) return found;
  try {
    const session = sessions.fix(configuration.facts, loop.id, request);
    for await (const resource of monitor.reconcile(session, configuration.facts)) found.push(resource);
    return found;
  } catch (error) {
    if (isTransient(error)) throw error;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function chunks(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  const count = Math.ceil(resources.length / resourcesPerMessage);
  return Array.from({ length: count }, (_, index) =>
    resources.slice(index * resourcesPerMessage, (index + 1) * resourcesPerMessage),
  );
}
