import {
  EC2Client,
  type InternetGateway,
  paginateDescribeInternetGateways,
  paginateDescribeRouteTables,
  type Route,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { listed } from './listed';

export const anywhere = '0.0.0.0/0';

/** How a VPC reaches the internet. */
export interface WayOut {
  readonly routeTables: readonly RouteTable[];
  /** Attached, or else the one that its route still names: a removal that was interrupted leaves no other trace of it. */
  readonly gateways: readonly InternetGateway[];
}

export async function wayOutOf(vpc: string, session: Session): Promise<WayOut> {
  const client = session.client(EC2Client);
  const having = (Name: string, value: string) => ({ Filters: [{ Name, Values: [value] }] });
  const gatewaysHaving = (name: string, value: string) =>
    listed(paginateDescribeInternetGateways({ client }, having(name, value)), (page) => page.InternetGateways);
  const [routeTables, attached] = await Promise.all([
    listed(paginateDescribeRouteTables({ client }, having('vpc-id', vpc)), (page) => page.RouteTables),
    gatewaysHaving('attachment.vpc-id', vpc),
  ]);
  const named = routeOut(routeTables)?.GatewayId;
  if (attached.length > 0 || !named) return { routeTables, gateways: attached };
  const left = await gatewaysHaving('internet-gateway-id', named);
  // Whoever attached it elsewhere has a use for it.
  return { routeTables, gateways: left.filter((gateway) => !isAttached(gateway)) };
}

export const mainTable = (tables: readonly RouteTable[]): RouteTable | undefined =>
  tables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));

/** Where the main route table sends what is for nobody here; where its gateway is gone, EC2 keeps it as a black hole. */
export const routeOut = (tables: readonly RouteTable[]): Route | undefined =>
  mainTable(tables)?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === anywhere);

export const isAttached = ({ Attachments = [] }: InternetGateway): boolean => Attachments.length > 0;
