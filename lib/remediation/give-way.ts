import type { Case } from './case';
import { conclude } from './conclude';
import { type Outcome, reported } from './outcome';
import { Busy } from './transient';

const dayMilliseconds = 86_400_000;

/**
 * Whoever broke the glass knows something that no guardrail does: what they did is told and left alone for a day,
 * by the hourly look too. Then it is put right, unless an exemption says that it shall stay.
 */
export async function giveWay(what: Case): Promise<Outcome> {
  const { loop, lock, incident } = what;
  const tomorrow = new Date(loop.now().getTime() + dayMilliseconds).toISOString();
  const until = [tomorrow, lock?.suspendedUntil ?? ''].sort().at(-1) as string;
  if (!lock || !(await loop.ledger.suspend(lock, until))) throw new Busy(incident.resource.arn);
  const because = `${incident.actor.name} broke the glass; it is left in peace for a day`;
  return conclude(what, { ...reported(because), withheld: 'peace' });
}
