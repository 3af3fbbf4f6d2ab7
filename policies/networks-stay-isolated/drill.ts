import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateVpcBlockPublicAccessExclusionCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly vpc: string;
  readonly other: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: twoNetworks,
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer exempts a network from the block on internet traffic',
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { vpc }) {
      const exclusion = { VpcId: vpc, InternetGatewayExclusionMode: 'allow-bidirectional' } as const;
      await session.client(EC2Client).send(new CreateVpcBlockPublicAccessExclusionCommand(exclusion));
    },
  }),
  drill({
    name: "a developer joins a network with a stranger's",
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session, { vpc }) {
      const peering = { VpcId: vpc, PeerVpcId: 'vpc-0123456789abcdef0', PeerOwnerId: '999900001111' };
      await session.client(EC2Client).send(new CreateVpcPeeringConnectionCommand(peering));
    },
  }),
  drill({
    name: 'a developer joins two networks of the account',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { vpc, other }) {
      await session.client(EC2Client).send(new CreateVpcPeeringConnectionCommand({ VpcId: vpc, PeerVpcId: other }));
    },
  }),
  drill({
    name: 'a deployment builds a network with a way to the internet',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { vpc }) {
      const ec2 = session.client(EC2Client);
      const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
      const InternetGatewayId = InternetGateway?.InternetGatewayId;
      await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: vpc }));
    },
  }),
];

async function twoNetworks(stage: Stage): Promise<World> {
  const make = async (CidrBlock: string) => {
    const { Vpc } = await stage.client(EC2Client).send(new CreateVpcCommand({ CidrBlock }));
    return Vpc?.VpcId ?? '';
  };
  return { vpc: await make('10.20.0.0/16'), other: await make('10.30.0.0/16') };
}
