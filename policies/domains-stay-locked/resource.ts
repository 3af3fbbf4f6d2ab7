import type { Resource } from '../../lib/model/finding';

type Where = Pick<Resource, 'account' | 'region'>;

// CloudFormation and IAM know no domains: the names are ours.
const lockType = 'Breakwater::Route53Domains::TransferLock';
const deedType = 'Breakwater::Route53Domains::Deed';

/** The lock of a domain. */
export function transferLock(domain: string, partition: string, { account, region }: Where): Resource {
  return { type: lockType, id: domain, arn: arnOf(domain, partition, account), account, region };
}

/** Something done to a domain that no fix takes back. */
export function deed(name: string, domain: string, partition: string, { account, region }: Where): Resource {
  const arn = `${arnOf(domain, partition, account)}/${name}`;
  return { type: deedType, id: domain, arn, account, region };
}

export const isLock = ({ type }: Resource): boolean => type === lockType;

const arnOf = (domain: string, partition: string, account: string): string =>
  `arn:${partition}:route53domains::${account}:domain/${domain}`;
