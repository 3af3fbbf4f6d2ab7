import type { Resource } from '../model/finding';

/** An instance, as the resource of a finding in that account and region. */
export function ec2Instance(
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
  return { type: 'AWS::EC2::Instance', id, arn, account, region };
}
