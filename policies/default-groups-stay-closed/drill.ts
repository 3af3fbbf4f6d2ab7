import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { standingRules } from '../../lib/remediation/security-group-rules';

interface World {
  readonly vpc: string;
  readonly group: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const rangeOfNew = '10.40.0.0/16';

/** A network whose default group is closed, and somebody who lets something in. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: closedNetwork,
    incident: (session, { group }) => letIn(session, group),
    aftermath: part.expected === 'fixed' ? closed : stillOpen,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a developer gives the default group a rule', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'a network is made, and its default group lets everything out',
    kind: 'incident',
    expected: 'fixed',
    world: async () => ({ vpc: '', group: '' }),
    async incident(session) {
      await session.client(EC2Client).send(new CreateVpcCommand({ CidrBlock: rangeOfNew }));
    },
    aftermath: everyOneClosed,
  }),
  drill({
    name: "the event of a default group's rule is lost",
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill({
    name: 'a default group that is in use gets a rule',
    kind: 'twin',
    expected: 'reported',
    world: async (stage) => withMember(stage, await closedNetwork(stage)),
  }),
  drill({
    name: 'a group somebody made gets a rule',
    kind: 'twin',
    expected: 'ignored',
    async world(stage) {
      const { vpc } = await closedNetwork(stage);
      return { vpc, group: await groupIn(vpc, stage) };
    },
  }),
  drill({
    name: 'a default group gets a rule where the guardrail only notifies',
    kind: 'twin',
    mode: 'notify',
    expected: 'reported',
  }),
  drill({
    name: 'a default group that is exempt gets a rule',
    kind: 'twin',
    exemption: ({ group }) => ({ resource: `arn:aws:ec2:*:*:security-group/${group}` }),
    expected: 'ignored',
  }),
];

async function closedNetwork(stage: Stage): Promise<World> {
  const ec2 = stage.client(EC2Client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
  const vpc = Vpc?.VpcId ?? '';
  const group = await defaultGroupOf(vpc, stage);
  const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: group, IpPermissions: [everything] }));
  return { vpc, group };
}

async function withMember(stage: Stage, world: World): Promise<World> {
  const ec2 = stage.client(EC2Client);
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: world.vpc, CidrBlock: '10.30.1.0/24' }));
  await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId, Groups: [world.group] }));
  return world;
}

async function groupIn(VpcId: string, stage: Stage): Promise<string> {
  const GroupName = stage.unique('shop');
  const { GroupId = '' } = await stage
    .client(EC2Client)
    .send(new CreateSecurityGroupCommand({ GroupName, Description: 'web shop', VpcId }));
  return GroupId;
}

async function defaultGroupOf(vpc: string, session: Session): Promise<string> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpc] },
    { Name: 'group-name', Values: ['default'] },
  ];
  const { SecurityGroups } = await session.client(EC2Client).send(new DescribeSecurityGroupsCommand({ Filters }));
  return SecurityGroups?.[0]?.GroupId ?? '';
}

async function letIn(session: Session, GroupId: string): Promise<void> {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };
  await session.client(EC2Client).send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [https] }));
}

async function rulesOf(group: string, session: Session): Promise<number> {
  let count = 0;
  for await (const _ of standingRules(session, group)) count += 1;
  return count;
}

async function closed(stage: Stage, { group }: World): Promise<string | undefined> {
  const count = await rulesOf(group, stage);
  return count > 0 ? `${group} still has ${count} rules` : undefined;
}

async function stillOpen(stage: Stage, { group }: World): Promise<string | undefined> {
  return (await rulesOf(group, stage)) === 0 ? `${group} was closed` : undefined;
}

/** The network the incident made is known by its range. */
async function everyOneClosed(stage: Stage): Promise<string | undefined> {
  const { Vpcs = [] } = await stage
    .client(EC2Client)
    .send(new DescribeVpcsCommand({ Filters: [{ Name: 'cidr', Values: [rangeOfNew] }] }));
  if (Vpcs.length === 0) return 'no network was made';
  const groups = await Promise.all(Vpcs.map(({ VpcId = '' }) => defaultGroupOf(VpcId, stage)));
  const wrong = await Promise.all(groups.map((group) => closed(stage, { vpc: '', group })));
  return wrong.find((one) => one !== undefined);
}
