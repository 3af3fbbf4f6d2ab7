import { kindOfResource, resourceOfKind } from '../../lib/events/resource-kind';
import type { Resource } from '../../lib/model/finding';
import { type Holder, holders } from './holders';

export function holderResource(
  holder: Holder,
  id: string,
  partition: string,
  place: Pick<Resource, 'account' | 'region'>,
): Resource {
  return resourceOfKind(holders[holder], id, partition, place);
}

export function holderOf(resource: Pick<Resource, 'type'>): Holder | undefined {
  return kindOfResource(holders, resource);
}

const otherType = 'Breakwater::ResourcePolicies::Other';

/** Something whose policy the fix does not know: its id says whom it lets in, since nothing of ours reads it again. */
export function otherResource(
  who: readonly string[],
  arn: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  return { type: otherType, id: who.join(','), arn, account, region };
}

/** Whom such a resource lets in; undefined of what the fix knows. */
export function letInBy({ type, id }: Pick<Resource, 'type' | 'id'>): readonly string[] | undefined {
  return type === otherType ? id.split(',') : undefined;
}
