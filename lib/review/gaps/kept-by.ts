import { type Guardrail, hasMonitor } from '../../model/guardrail';
import { type Account, accountWithRole, type Organization, unitAt } from '../../model/organization';
import { wildcardMatches } from '../../model/wildcard';
import type { ComposedPolicy } from '../../policy/compose';
import { compilePolicy } from '../../policy/evaluate/policy';
import { decisions } from '../../policy/simulate/decisions';
import { eventsIn } from '../events-in';

/** What the landing zone does about an action: keeps people from it, hears of it, or keeps strangers from what it gives them. */
export type KeptBy = 'control' | 'monitor' | 'perimeter';

/** @param organization knows every id it needs, or has stand-ins */
export function keptBy(
  organization: Organization,
  guardrails: readonly Guardrail[],
  documents: readonly ComposedPolicy[],
): (action: string) => KeptBy | undefined {
  const denies = namedInDenies(documents);
  const hears = heardOf(guardrails);
  const shutsOut = strangersShutOut(organization, documents);
  return (action) => {
    if (denies(action.toLowerCase())) return 'control';
    if (hears(action.toLowerCase())) return 'monitor';
    return shutsOut(action) ? 'perimeter' : undefined;
  };
}

type Says = (action: string) => boolean;

/** A deny that names the service was written about it; one of everything, as frozen units have, was not. */
function namedInDenies(documents: readonly ComposedPolicy[]): Says {
  const statements = documents
    .filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .flatMap(({ name, content }) => compilePolicy(name, content, 'forbidden'))
    .filter(({ effect, services }) => effect === 'Deny' && services !== undefined);
  return (action) => statements.some((statement) => statement.isAbout(action));
}

function heardOf(guardrails: readonly Guardrail[]): Says {
  const heard = guardrails.filter(hasMonitor).flatMap(({ monitor }) => [...monitor.patterns, ...(monitor.reads ?? [])]);
  const actions = eventsIn(heard).map(actionOf);
  return (action) => actions.some((pattern) => wildcardMatches(pattern, action));
}

/** As IAM has it. CloudTrail writes the version of an API behind a call's name: `AddPermission20150331v2`. */
const actionOf = (event: string): string =>
  event
    .replace(/^any service:|^any but [^:]*:/, '*:')
    .toLowerCase()
    .replace(/\d{8}(v\d+)?$/, '');

/** Who belongs to no organization, asked about where people work: what a policy gives them there, they do not get. */
function strangersShutOut(organization: Organization, documents: readonly ComposedPolicy[]): Says {
  const ask = decisions(organization, documents);
  const account = workplace(organization);
  const principal = `arn:${organization.partition}:iam::999999999999:role/Stranger`;
  return (action) => ask(account, { action, resource: '*', principal }).decision === 'denied';
}

function workplace(organization: Organization): Account {
  const works = ({ unit }: Account) => unit !== undefined && unitAt(organization, unit)?.purpose === 'workloads';
  return organization.accounts.find(works) ?? accountWithRole(organization, 'security');
}
