import {
  DescribeVpcAttributeCommand,
  type DhcpOptions,
  EC2Client,
  type NetworkAcl,
  paginateDescribeDhcpOptions,
  paginateDescribeNetworkAcls,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { listed } from './listed';
import { type WayOut, wayOutOf } from './way-out';

/** What a VPC is made of, as EC2 tells it. */
export interface Parts extends WayOut {
  readonly vpc: Vpc;
  readonly resolvesNames: boolean;
  readonly givesNames: boolean;
  readonly dhcpOptions: readonly DhcpOptions[];
  readonly subnets: readonly Subnet[];
  readonly acls: readonly NetworkAcl[];
  readonly groups: readonly SecurityGroup[];
}

export async function partsOf(vpc: Vpc, session: Session): Promise<Parts> {
  const client = session.client(EC2Client);
  const VpcId = vpc.VpcId ?? '';
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] };
  const ofVpc = { Filters: [{ Name: 'dhcp-options-id', Values: [vpc.DhcpOptionsId ?? ''] }] };
  const attribute = (Attribute: 'enableDnsHostnames' | 'enableDnsSupport') =>
    client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
  const [support, names, dhcpOptions, subnets, acls, groups, wayOut] = await Promise.all([
    attribute('enableDnsSupport'),
    attribute('enableDnsHostnames'),
    listed(paginateDescribeDhcpOptions({ client }, ofVpc), (page) => page.DhcpOptions),
    listed(paginateDescribeSubnets({ client }, inVpc), (page) => page.Subnets),
    listed(paginateDescribeNetworkAcls({ client }, inVpc), (page) => page.NetworkAcls),
    listed(paginateDescribeSecurityGroups({ client }, inVpc), (page) => page.SecurityGroups),
    wayOutOf(VpcId, session),
  ]);
  const resolvesNames = support.EnableDnsSupport?.Value === true;
  const givesNames = names.EnableDnsHostnames?.Value === true;
  return { vpc, resolvesNames, givesNames, dhcpOptions, subnets, acls, groups, ...wayOut };
}
