import { setTimeout as sleep } from 'node:timers/promises';
import type { Facts } from '../model/facts';
import type { Resource } from '../model/finding';
import type { AnyFix, IsMember, Session } from '../model/guardrail';

/** EC2 and S3 answer a read with an older state for a moment after a write. */
const pausesMilliseconds = [0, 200, 1000];

/** Reads until `decide` leaves the resource alone; says what is still wrong, or nothing. */
export async function verified(
  fix: AnyFix,
  resource: Resource,
  session: Session,
  facts: Facts,
  isMember: IsMember,
): Promise<string | undefined> {
  let wrong: string | undefined;
  for (const pause of pausesMilliseconds) {
    if (pause) await sleep(pause);
    const state = await fix.read(resource, session, isMember);
    const decision = state && fix.decide(state, facts);
    if (decision?.kind !== 'plan') return undefined;
    wrong = decision.because;
  }
  return wrong;
}
