import {
  AttachInternetGatewayCommand,
  CreateDefaultVpcCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DetachInternetGatewayCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { findDefaultVpc } from './default-vpc';
import { isAttached, wayOutOf } from './way-out';

export interface World {
  readonly resource: 'default-vpc';
  readonly vpc: string;
  readonly subnet: string;
  readonly gateway: string;
}

/** A default VPC as an account is born with one. */
export async function asAwsMadeIt(session: Session): Promise<World> {
  await none(session);
  return make(session);
}

/** No default VPC, whatever earlier drills put into one. */
export async function none(session: Session): Promise<World> {
  const vpc = (await findDefaultVpc(session))?.VpcId;
  if (vpc) await clear(vpc, session);
  return { resource: 'default-vpc', vpc: '', subnet: '', gateway: '' };
}

/** The local AWS makes it without a way out, which AWS makes by the same call. */
export async function make(session: Session): Promise<World> {
  const ec2 = session.client(EC2Client);
  const { Vpc } = await ec2.send(new CreateDefaultVpcCommand({}));
  const vpc = Vpc?.VpcId ?? '';
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const gateway = InternetGateway?.InternetGatewayId ?? '';
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gateway, VpcId: vpc }));
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(within(vpc)));
  const RouteTableId = RouteTables?.[0]?.RouteTableId;
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }));
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand(within(vpc)));
  return { resource: 'default-vpc', vpc, subnet: Subnets?.[0]?.SubnetId ?? '', gateway };
}

async function clear(vpc: string, session: Session): Promise<void> {
  const ec2 = session.client(EC2Client);
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand(within(vpc)));
  for (const { NetworkInterfaceId } of NetworkInterfaces) {
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  }
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(within(vpc)));
  for (const { GroupId, GroupName } of SecurityGroups) {
    if (GroupName !== 'default') await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
  }
  const { gateways } = await wayOutOf(vpc, session);
  for (const { InternetGatewayId } of gateways.filter(isAttached)) {
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: vpc }));
  }
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(within(vpc)));
  for (const { SubnetId } of Subnets) await ec2.send(new DeleteSubnetCommand({ SubnetId }));
  await ec2.send(new DeleteVpcCommand({ VpcId: vpc }));
}

const within = (vpc: string) => ({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] });
