import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DetachInternetGatewayCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { Removal } from './removal';

/**
 * The VPC comes last: as long as it is there, the next look finds what is left. EC2 refuses each step that would take
 * something from whoever moved in since, and the gateway first where it has a public address.
 */
export async function remove({ vpc, gateway, subnets }: Removal, session: Session): Promise<void> {
  const ec2 = session.client(EC2Client);
  if (gateway) {
    const InternetGatewayId = gateway.id;
    if (gateway.attached)
      await unlessGone(ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: vpc })));
    await unlessGone(ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId })));
  }
  for (const { id } of subnets) await unlessGone(ec2.send(new DeleteSubnetCommand({ SubnetId: id })));
  await unlessGone(ec2.send(new DeleteVpcCommand({ VpcId: vpc })));
}

async function unlessGone(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    const gone = [
      'Gateway.NotAttached',
      'InvalidInternetGatewayID.NotFound',
      'InvalidSubnetID.NotFound',
      'InvalidVpcID.NotFound',
    ];
    if (!isNamed(error, ...gone)) throw error;
  }
}
