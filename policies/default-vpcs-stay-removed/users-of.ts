import { AutoScalingClient, paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import {
  DescribeVpnGatewaysCommand,
  EC2Client,
  type Filter,
  paginateDescribeCarrierGateways,
  paginateDescribeEgressOnlyInternetGateways,
  paginateDescribeFlowLogs,
  paginateDescribeNatGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcPeeringConnections,
} from '@aws-sdk/client-ec2';
import { paginateDescribeDBSubnetGroups, RDSClient } from '@aws-sdk/client-rds';
import type { Session } from '../../lib/model/guardrail';
import { listed } from './listed';

/** A VPC and its subnets, by id. */
export interface Ground {
  readonly vpc: string;
  readonly subnets: readonly string[];
}
type Ask = (ground: Ground, session: Session) => Promise<readonly (string | undefined)[]>;

const having = (Name: string, ...Values: readonly string[]): Filter => ({ Name, Values: [...Values] });
const ec2Of = (session: Session) => ({ client: session.client(EC2Client) });

/** Who may have a use for a VPC, and how to find them. */
const questions: Readonly<Record<string, Ask>> = {
  // Interfaces come and go. What kinds there are is the same news for longer.
  'network interfaces': ({ vpc }, session) =>
    listed(paginateDescribeNetworkInterfaces(ec2Of(session), { Filters: [having('vpc-id', vpc)] }), (page) =>
      page.NetworkInterfaces?.map(({ InterfaceType }) => InterfaceType),
    ),
  endpoints: ({ vpc }, session) =>
    listed(paginateDescribeVpcEndpoints(ec2Of(session), { Filters: [having('vpc-id', vpc)] }), (page) =>
      page.VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
  peerings: async ({ vpc }, session) => {
    // Those that were deleted or refused are told for some hours more.
    const standing = having('status-code', 'initiating-request', 'pending-acceptance', 'provisioning', 'active');
    const sides = ['requester-vpc-info.vpc-id', 'accepter-vpc-info.vpc-id'].map((side) =>
      listed(
        paginateDescribeVpcPeeringConnections(ec2Of(session), { Filters: [having(side, vpc), standing] }),
        ({ VpcPeeringConnections }) => VpcPeeringConnections?.map((peering) => peering.VpcPeeringConnectionId),
      ),
    );
    return (await Promise.all(sides)).flat();
  },
  'NAT gateways': ({ vpc }, session) =>
    listed(
      paginateDescribeNatGateways(ec2Of(session), {
        Filter: [having('vpc-id', vpc), having('state', 'pending', 'available', 'deleting', 'failed')],
      }),
      (page) => page.NatGateways?.map(({ NatGatewayId }) => NatGatewayId),
    ),
  'virtual private gateways': async ({ vpc }, session) => {
    const Filters = [having('attachment.vpc-id', vpc), having('attachment.state', 'attaching', 'attached')];
    const { VpnGateways = [] } = await ec2Of(session).client.send(new DescribeVpnGatewaysCommand({ Filters }));
    return VpnGateways.map(({ VpnGatewayId }) => VpnGatewayId);
  },
  'egress-only gateways': ({ vpc }, session) =>
    listed(paginateDescribeEgressOnlyInternetGateways(ec2Of(session), {}), (page) =>
      page.EgressOnlyInternetGateways?.filter(({ Attachments = [] }) =>
        Attachments.some(({ VpcId }) => VpcId === vpc),
      ).map((gateway) => gateway.EgressOnlyInternetGatewayId),
    ),
  'carrier gateways': ({ vpc }, session) =>
    listed(paginateDescribeCarrierGateways(ec2Of(session), { Filters: [having('vpc-id', vpc)] }), (page) =>
      page.CarrierGateways?.map(({ CarrierGatewayId }) => CarrierGatewayId),
    ),
  'flow logs': ({ vpc, subnets }, session) =>
    listed(paginateDescribeFlowLogs(ec2Of(session), { Filter: [having('resource-id', vpc, ...subnets)] }), (page) =>
      page.FlowLogs?.map(({ FlowLogId }) => FlowLogId),
    ),
  // A group of none at night has no interface until the morning.
  'Auto Scaling groups': ({ subnets }, session) =>
    listed(paginateDescribeAutoScalingGroups({ client: session.client(AutoScalingClient) }, {}), (page) =>
      page.AutoScalingGroups?.filter(({ VPCZoneIdentifier = '' }) =>
        VPCZoneIdentifier.split(',').some((subnet) => subnets.includes(subnet)),
      ).map((group) => group.AutoScalingGroupName),
    ),
  'DB subnet groups': ({ vpc }, session) =>
    listed(paginateDescribeDBSubnetGroups({ client: session.client(RDSClient) }, {}), (page) =>
      page.DBSubnetGroups?.filter(({ VpcId }) => VpcId === vpc).map((group) => group.DBSubnetGroupName),
    ),
};

/** Who has a use for the VPC, in words. */
export async function usersOf(ground: Ground, session: Session): Promise<readonly string[]> {
  const answers = Object.entries(questions).map(async ([what, ask]) => {
    const found = [...new Set(await ask(ground, session))].toSorted();
    return found.length > 0 ? [`${what} (${found.join(', ')})`] : [];
  });
  return (await Promise.all(answers)).flat();
}
