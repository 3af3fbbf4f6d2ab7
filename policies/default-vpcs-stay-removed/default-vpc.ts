import { EC2Client, paginateDescribeVpcs, type Vpc } from '@aws-sdk/client-ec2';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import type { Session } from '../../lib/model/guardrail';
import { listed } from './listed';

/**
 * The default VPC of an account and region, whichever it is: undo brings one with another id, and that one is to be left
 * in peace. So the ARN is ours.
 */
export function defaultVpc(
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const id = 'default-vpc';
  return { type: 'AWS::EC2::DefaultVpc', id, arn: `arn:${partition}:ec2:${region}:${account}:${id}`, account, region };
}

/** There is one at most. */
export async function findDefaultVpc(session: Session): Promise<Vpc | undefined> {
  const Filters = [{ Name: 'is-default', Values: ['true'] }];
  const pages = paginateDescribeVpcs({ client: session.client(EC2Client) }, { Filters });
  const [vpc] = await listed(pages, ({ Vpcs }) => Vpcs);
  return vpc;
}
