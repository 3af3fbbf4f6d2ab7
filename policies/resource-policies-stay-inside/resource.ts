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
