import type { Resource } from '../../lib/model/finding';
import { type Holder, holders } from './holders';

export function holderResource(
  holder: Holder,
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const { type, arn } = holders[holder];
  const rest = arn.replace('{place}', `${region}:${account}`).replace('{id}', id);
  return { type, id, arn: `arn:${partition}:${rest}`, account, region };
}

export function holderOf({ type }: Pick<Resource, 'type'>): Holder | undefined {
  return (Object.keys(holders) as Holder[]).find((holder) => holders[holder].type === type);
}
