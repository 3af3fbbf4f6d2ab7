import type { Facts } from '../model/facts';
import type { Resource } from '../model/finding';

/** Something of a service that an event names and no fix knows how to bring back: a filter, a rule, an association. */
export function partOf(
  service: string,
  id: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const arn = id.startsWith('arn:') ? id : `arn:${partition}:${service}:${region}:${account}:${id}`;
  return { type: `AWS::${service}::Part`, id, arn, account, region };
}
