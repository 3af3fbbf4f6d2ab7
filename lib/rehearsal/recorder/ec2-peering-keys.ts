import type { Call } from './call';

/** Both sides of a peering that is asked for. Who accepts one names the connection alone; only EC2 knows its sides then. */
export function peeringKeys({ model, input, caller, region }: Call): Readonly<Record<string, string>> {
  const { VpcId, PeerVpcId, PeerOwnerId = caller.account, PeerRegion = region } = input;
  if (model.name !== 'CreateVpcPeeringConnection' || VpcId === undefined || PeerVpcId === undefined) return {};
  const arn = (place: unknown, account: unknown, vpc: unknown) =>
    `arn:${caller.partition}:ec2:${place}:${account}:vpc/${vpc}`;
  return {
    'ec2:AccepterVpc': arn(PeerRegion, PeerOwnerId, PeerVpcId),
    'ec2:RequesterVpc': arn(region, caller.account, VpcId),
  };
}
