import type { Resource } from '../model/finding';

/** A security group, as the resource of a finding in that account and region. */
export function securityGroup(
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:security-group/${id}`;
  return { type: 'AWS::EC2::SecurityGroup', id, arn, account, region };
}
