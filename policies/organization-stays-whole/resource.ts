import type { EventBridgeEvent, Resource } from '../../lib/model/finding';

type Where = Pick<EventBridgeEvent, 'account' | 'region'>;

// CloudFormation knows neither of these: the names are ours.
const accessType = 'Breakwater::Organizations::ServiceAccess';
const administratorType = 'Breakwater::Organizations::DelegatedAdministrator';

/** Trusted access of an AWS service. */
export function serviceAccess(service: string, organization: string, { account, region }: Where): Resource {
  const arn = `${organization}/service/${service}`;
  return { type: accessType, id: service, arn, account, region };
}

/** An account's office as administrator of a service. */
export function administrator(admin: string, service: string, organization: string, where: Where): Resource {
  const { account, region } = where;
  const arn = `${organization}/administrator/${admin}/${service}`;
  return { type: administratorType, id: `${admin}/${service}`, arn, account, region };
}

export type Kept =
  | { readonly kind: 'access'; readonly service: string }
  | { readonly kind: 'administrator'; readonly account: string; readonly service: string }
  | { readonly kind: 'other' };

/** What a resource of this guardrail stands for. */
export function keptBy({ type, id }: Resource): Kept {
  if (type === accessType) return { kind: 'access', service: id };
  if (type !== administratorType) return { kind: 'other' };
  const [account = '', service = ''] = id.split('/');
  return { kind: 'administrator', account, service };
}
