import type { Resource } from '../../lib/model/finding';
import type { AccountId } from '../../lib/model/organization';

type Where = Pick<Resource, 'account' | 'region'>;

// CloudFormation knows neither of these: the names are ours.
const shareType = 'Breakwater::Redshift::DataShare';
const grantType = 'Breakwater::LakeFormation::Grant';

export function dataShare(arn: string, { account, region }: Where): Resource {
  return { type: shareType, id: arn.slice(arn.lastIndexOf(':') + 1), arn, account, region };
}

/** What Lake Formation allows somebody: an account, a principal of one, or an organization. */
export function grant(receiver: string, partition: string, { account, region }: Where): Resource {
  const arn = `arn:${partition}:lakeformation:${region}:${account}:grant/${receiver}`;
  return { type: grantType, id: receiver, arn, account, region };
}

/** Whose data it is: `arn:aws:redshift:eu-west-1:111122223333:datashare:…`. */
export const producerOf = (arn: string): AccountId => arn.split(':')[4] ?? '';

export type Shared = 'given' | 'taken' | 'granted' | 'unknown';

/** What a resource of this guardrail is, seen from its account. */
export function sharedBy({ type, arn, account }: Resource): Shared {
  if (type === grantType) return 'granted';
  if (type !== shareType) return 'unknown';
  return producerOf(arn) === account ? 'given' : 'taken';
}
