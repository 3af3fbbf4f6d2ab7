import type { Resource } from '../model/finding';

/** A type of resource as CloudFormation calls it, and its ARN after `arn:<partition>:` with `{region}`, `{account}` and `{id}`. */
export interface ResourceKind {
  readonly type: string;
  readonly arn: string;
}

/** A resource of the kind, as what a finding in that account and region is about. */
export function resourceOfKind(
  { type, arn }: ResourceKind,
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const rest = arn
    .replace('{region}', region)
    .replace('{account}', account)
    .replace('{id}', () => id);
  return { type, id, arn: `arn:${partition}:${rest}`, account, region };
}

/** What a table of kinds calls the resource's; undefined for a type that is not in it. */
export function kindOfResource<Name extends string>(
  kinds: Readonly<Record<Name, ResourceKind>>,
  { type }: Pick<Resource, 'type'>,
): Name | undefined {
  return (Object.keys(kinds) as Name[]).find((name) => kinds[name].type === type);
}
