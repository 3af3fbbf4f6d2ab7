import {
  AttachInternetGatewayCommand,
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  DeleteInternetGatewayCommand,
  EC2Client,
  type InternetGateway,
  paginateDescribeSubnets,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { findDefaultVpc } from './default-vpc';
import { listed } from './listed';
import type { Removal } from './removal';
import { anywhere, isAttached, mainTable, routeOut, wayOutOf } from './way-out';

/** A default VPC as AWS makes it; where the old one still stands, what was taken from it. */
export async function giveBack({ vpc, gateway, subnets }: Removal, session: Session): Promise<void> {
  const ec2 = session.client(EC2Client);
  const standing = await findDefaultVpc(session);
  if (!standing) await ec2.send(new CreateDefaultVpcCommand({}));
  if (standing?.VpcId !== vpc) return;
  if (gateway) await openWayOut(vpc, session);
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
  const left = await listed(paginateDescribeSubnets({ client: ec2 }, inVpc), (page) => page.Subnets);
  const zones = new Set(left.map(({ AvailabilityZone }) => AvailabilityZone));
  for (const { zone } of subnets) {
    if (!zones.has(zone)) await ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone: zone }));
  }
}

async function openWayOut(vpc: string, session: Session): Promise<void> {
  const ec2 = session.client(EC2Client);
  const { gateways, routeTables } = await wayOutOf(vpc, session);
  const GatewayId = await attachedOne(vpc, gateways, ec2);
  const route = routeOut(routeTables);
  const way = { RouteTableId: mainTable(routeTables)?.RouteTableId, DestinationCidrBlock: anywhere, GatewayId };
  if (!route) await ec2.send(new CreateRouteCommand(way));
  // Another kind of target is what somebody wants since.
  else if (route.GatewayId?.startsWith('igw-') && route.GatewayId !== GatewayId) {
    await ec2.send(new ReplaceRouteCommand(way));
  }
}

async function attachedOne(VpcId: string, [found]: readonly InternetGateway[], ec2: EC2Client): Promise<string> {
  if (found?.InternetGatewayId && isAttached(found)) return found.InternetGatewayId;
  if (found?.InternetGatewayId) {
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: found.InternetGatewayId, VpcId }));
    return found.InternetGatewayId;
  }
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? '';
  try {
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  } catch (error) {
    // Attached to nothing, nobody would find it again.
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
    throw error;
  }
  return InternetGatewayId;
}
