import type { Case } from './case';
import type { Withheld } from './outcome';
import type { CountedSession } from './sessions';

const hourMilliseconds = 3_600_000;
/** A resource fixed this often within an hour has an owner who wants it otherwise: people talk to people. */
const fixesBeforeFlapping = 3;
const fixesPerAccountAndHour = 100;

export interface Planned {
  readonly session: CountedSession;
  /** A person asked for it; that the resource flaps, or was given peace, is theirs to know. */
  readonly byPerson: boolean;
  readonly needsApproval: string | undefined;
}

export interface Reason {
  readonly withheld: Withheld;
  readonly because: string;
}

/** Why a plan is not carried out; undefined when it is. Asked in the order of what costs least. */
export async function reasonToWithhold(what: Case, planned: Planned): Promise<Reason | undefined> {
  const { loop, incident, place, lock } = what;
  if (place.mode !== 'enforce') return { withheld: 'mode', because: `the mode here is ${place.mode}` };
  const { suspendedUntil } = lock ?? {};
  if (!planned.byPerson) {
    if (suspendedUntil && loop.now().toISOString() < suspendedUntil) {
      return { withheld: 'peace', because: `it is left in peace until ${suspendedUntil}` };
    }
    const count = recentFixes(what).length;
    if (count >= fixesBeforeFlapping) {
      const owner = await ownerHint(what, planned.session);
      const because = `fixed ${count} times within an hour; ${incident.actor.name} keeps bringing it back${owner}`;
      return { withheld: 'flapping', because };
    }
    // It waits anyway: nothing of the budget is spent on it.
    if (planned.needsApproval !== undefined) return undefined;
  }
  const off = await loop.ledger.fixesOff();
  if (off) {
    const because = `fixes are switched off in the whole organization by ${off.by} since ${off.at}: ${off.because}`;
    return { withheld: 'switch', because };
  }
  const withinBudget = await loop.ledger.spend(loop.id, incident.resource.account, fixesPerAccountAndHour);
  if (withinBudget) return undefined;
  return { withheld: 'budget', because: `this hour's ${fixesPerAccountAndHour} fixes in the account are used up` };
}

/** When the resource was fixed within the last hour. */
export function recentFixes({ loop, lock }: Case): readonly number[] {
  return (lock?.fixes ?? []).filter((time) => time > loop.now().getTime() - hourMilliseconds);
}

/** Whose next deployment or reconciliation brings it back, where the resource's tags say so. */
async function ownerHint({ loop, incident }: Case, session: CountedSession): Promise<string> {
  try {
    const owner = ownerIn((await loop.fix?.tags?.(incident.resource, session)) ?? {});
    return owner ? `; it belongs to ${owner}` : '';
  } catch {
    return '';
  }
}

function ownerIn(tags: Readonly<Record<string, string>>): string | undefined {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack) return `the CloudFormation stack ${stack}`;
  // Controllers of load balancers name their cluster as a value, others in the key.
  const named = Object.keys(tags).flatMap((key) => /^kubernetes\.io\/cluster\/(.+)$/.exec(key)?.[1] ?? [])[0];
  const cluster = tags['elbv2.k8s.aws/cluster'] ?? tags['aws:eks:cluster-name'] ?? named;
  if (cluster) return `a controller of the Kubernetes cluster ${cluster}`;
  const group = tags['aws:autoscaling:groupName'];
  return group && `the auto scaling group ${group}`;
}
