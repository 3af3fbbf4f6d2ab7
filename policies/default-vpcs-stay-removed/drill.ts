import {
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DetachInternetGatewayCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';
import { findDefaultVpc } from './default-vpc';
import { asAwsMadeIt, make, none, type World } from './drill-world';
import { isAttached, wayOutOf } from './way-out';

type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** Found by looking in a region where no other drill needs a default VPC. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    region: 'eu-central-1',
    heardBy: 'reconcile',
    world: asAwsMadeIt,
    incident: async () => {},
    aftermath: part.expected === 'fixed' ? gone : there,
    ...part,
  });
}

const heard = { heardBy: 'event', world: none } as const;

export const drills = [
  drill({
    ...heard,
    name: 'a developer makes a default VPC',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      await session.client(EC2Client).send(new CreateDefaultVpcCommand({}));
    },
    aftermath: gone,
  }),
  drill({
    ...heard,
    name: 'a developer makes a default subnet',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session) {
      await session.client(EC2Client).send(new CreateDefaultSubnetCommand({ AvailabilityZone: 'eu-central-1a' }));
    },
    aftermath: gone,
  }),
  drill({
    ...heard,
    name: 'one is made in the management account, which no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'fixed',
    async incident(session) {
      await make(session);
    },
  }),
  drill({ name: 'an account is born with one', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'a removal was interrupted once its gateway was detached',
    kind: 'incident',
    expected: 'fixed',
    async world(stage) {
      const world = await asAwsMadeIt(stage);
      const gateway = { InternetGatewayId: world.gateway, VpcId: world.vpc };
      await stage.client(EC2Client).send(new DetachInternetGatewayCommand(gateway));
      return world;
    },
  }),
  drill({
    name: 'somebody has a network interface in it',
    kind: 'twin',
    expected: 'reported',
    async incident(session, { subnet }) {
      await session.client(EC2Client).send(new CreateNetworkInterfaceCommand({ SubnetId: subnet }));
    },
  }),
  drill({
    name: 'somebody made a security group in it',
    kind: 'twin',
    expected: 'reported',
    async incident(session, { vpc }) {
      const group = { GroupName: 'shop', Description: 'web shop', VpcId: vpc };
      await session.client(EC2Client).send(new CreateSecurityGroupCommand(group));
    },
  }),
  drill({ name: 'somebody gave it a name', kind: 'twin', expected: 'reported', incident: tag }),
  drill({
    name: 'one is exempt by the tag it carries',
    kind: 'twin',
    expected: 'ignored',
    incident: tag,
    exemption: () => ({ tag: 'Name=ours' }),
  }),
  drill({
    name: 'one is exempt',
    kind: 'twin',
    expected: 'ignored',
    exemption: () => ({ resource: 'arn:aws:ec2:*:*:default-vpc' }),
  }),
  drill({
    name: 'an account has one where the guardrail only notifies',
    kind: 'twin',
    mode: 'notify',
    expected: 'reported',
  }),
  drill({
    ...heard,
    name: 'a developer makes a network that is none',
    kind: 'twin',
    expected: 'ignored',
    async incident(session) {
      await session.client(EC2Client).send(new CreateVpcCommand({ CidrBlock: '10.60.0.0/16' }));
    },
    aftermath: gone,
  }),
];

async function tag(session: Pick<Stage, 'client'>, { vpc }: World): Promise<void> {
  const Tags = [{ Key: 'Name', Value: 'ours' }];
  await session.client(EC2Client).send(new CreateTagsCommand({ Resources: [vpc], Tags }));
}

async function gone(stage: Stage): Promise<string | undefined> {
  const vpc = await findDefaultVpc(stage);
  return vpc && `${vpc.VpcId} is there`;
}

async function there(stage: Stage, { vpc, gateway }: World): Promise<string | undefined> {
  const { gateways } = await wayOutOf(vpc, stage);
  if (!gateways.some((one) => one.InternetGatewayId === gateway && isAttached(one))) return `${gateway} was taken away`;
  return (await findDefaultVpc(stage))?.VpcId === vpc ? undefined : `${vpc} is gone`;
}
