import type { Resource } from '../model/finding';
import { attend } from './attend';
import { incidentOf } from './case';
import { log } from './log';
import type { Loop } from './loop';
import { isTransient } from './transient';

/** What one look has time for; the next hour has more. */
const findingsPerLook = 25;

/**
 * Resolves findings whose resource somebody has mended by hand, or taken away. Nobody is troubled by good news.
 * What a worker began and did not end, or could tell nobody, is taken up again: nobody would find what is right by now.
 * @throws what is worth another try, so that the message comes back.
 */
export async function resolveMended(loop: Loop, place: Pick<Resource, 'account' | 'region'>): Promise<number> {
  let resolved = 0;
  try {
    const open = await loop.findings.in(loop.id, place);
    for (const id of open.slice(0, findingsPerLook)) if (await resolve(loop, id)) resolved += 1;
  } catch (error) {
    if (isTransient(error)) throw error;
    // A finding that stays open for an hour more is no reason not to look.
    log.warn('findings stay open', { guardrail: loop.id, ...place, error });
  }
  return resolved;
}

async function resolve(loop: Loop, id: string): Promise<boolean> {
  const { fix, configuration, directory } = loop;
  const record = await loop.ledger.recordOf(id);
  if (!record || !fix) return false;
  if (record.state === 'applying' || record.unheard) {
    await attend(loop, incidentOf(record));
    return false;
  }
  const { facts } = configuration;
  const session = loop.sessions.fix(facts, loop.id, record.resource);
  const state = await fix.read(record.resource, session, (account) => directory.isMember(account));
  const decision = state && fix.decide(state, facts);
  if (decision && decision.kind !== 'leave') return false;
  const because = decision?.because ?? 'the resource is gone';
  await loop.publish({ ...record, state: 'left', because, endedAt: loop.now().toISOString() });
  await loop.findings.close(record);
  await loop.findings.release(record);
  return true;
}
