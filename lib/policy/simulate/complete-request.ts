import { type Account, lineage, type Organization, unitAt } from '../../model/organization';
import { callerOf } from '../evaluate/caller';
import type { AuthorizationRequest } from '../evaluate/verdict';

/** Who calls when nobody is named: a role that a workload's team made for itself. */
const workloadRole = 'WorkloadDeveloper';

/** What is asked; everything else follows from the organization, unless it is given. */
export type Question = Pick<AuthorizationRequest, 'action' | 'resource' | 'principal'> & {
  readonly context?: AuthorizationRequest['context'];
};

type Context = Record<string, string | readonly string[]>;

/** The call as AWS would see it when it is made in that account of the organization: over TLS, and not by a service on somebody's behalf. */
export function completeRequest(
  organization: Organization,
  account: Account,
  question: Question,
): AuthorizationRequest {
  const { action, resource, context: given = {} } = question;
  const asked = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
  const principal = question.principal ?? (namesCaller(asked) ? undefined : defaultPrincipal(organization, account));
  const [, , , region, owner] = resource.split(':', 5);
  const ours = (id: string | undefined) => accountWithId(organization, account, id);
  const defaults: Context = {
    'aws:RequestedRegion': region || organization.homeRegion,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    ...membership(organization, ours(callerAccount(principal, asked)), 'Principal'),
    ...membership(organization, ours(owner || account.id), 'Resource'),
  };
  const missing = Object.entries(defaults).filter(([key]) => !asked.has(key.toLowerCase()));
  return {
    action,
    resource,
    ...(principal !== undefined && { principal }),
    ...(account.id !== undefined && { account: account.id }),
    context: { ...Object.fromEntries(missing), ...given },
  };
}

type Asked = ReadonlyMap<string, string | readonly string[]>;

function namesCaller(asked: Asked): boolean {
  return ['aws:principalarn', 'aws:principalaccount', 'aws:principalservicename', 'aws:principalisawsservice'].some(
    (key) => asked.has(key),
  );
}

function defaultPrincipal({ partition }: Organization, { id }: Account): string {
  return `arn:${partition}:iam::${id}:role/${workloadRole}`;
}

function callerAccount(principal: string | undefined, asked: Asked): string | undefined {
  const arn = principal ?? asked.get('aws:principalarn');
  if (typeof arn === 'string') return callerOf(arn).account;
  const account = asked.get('aws:principalaccount');
  return typeof account === 'string' ? account : undefined;
}

function accountWithId(organization: Organization, here: Account, id: string | undefined): Account | undefined {
  if (id === undefined || id === here.id) return id === undefined ? undefined : here;
  return organization.accounts.find((account) => account.id === id);
}

/** A stranger, and what belongs to nobody, is of no organization. */
function membership(
  organization: Organization,
  account: Account | undefined,
  whose: 'Principal' | 'Resource',
): Context {
  if (!account || organization.id === undefined) return {};
  return { [`aws:${whose}OrgID`]: organization.id, [`aws:${whose}OrgPaths`]: [pathOf(organization, account)] };
}

function pathOf(organization: Organization, account: Account): string {
  const units = lineage(account.unit)
    .toReversed()
    .map((path) => unitAt(organization, path)?.id);
  return `${[organization.id, organization.rootId, ...units].join('/')}/`;
}
