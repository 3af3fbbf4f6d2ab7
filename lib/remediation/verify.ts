import type { AnyFix } from '../model/guardrail';
import type { Case } from './case';
import type { CountedSession } from './sessions';

/** EC2 and S3 answer a read with an older state for a moment after a write. */
const pausesMilliseconds = [0, 200, 1000];

/** Reads until `decide` leaves the resource alone; says what is still wrong, or nothing. */
export async function verified({ loop, incident }: Case, session: CountedSession): Promise<string | undefined> {
  const fix = loop.fix as AnyFix;
  let wrong: string | undefined;
  for (const milliseconds of pausesMilliseconds) {
    if (milliseconds) await loop.pause(milliseconds);
    const state = await fix.read(incident.resource, session, (account) => loop.directory.isMember(account));
    const decision = state && fix.decide(state, loop.configuration.facts);
    if (decision?.kind !== 'plan') return undefined;
    wrong = decision.because;
  }
  return wrong;
}
