import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  EC2Client,
  type IpPermission,
  ModifyManagedPrefixListCommand,
  ModifySecurityGroupRulesCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { describeRule, type Rule, type StandingRule } from '../../lib/model/security-group-rule';
import { ingressRules } from '../../lib/remediation/security-group-rules';
import { isSuspect } from './decide';
import { readPrefixList } from './prefix-list';
import { isFromBastion, watchedPorts } from './rule';

interface World {
  readonly group: string;
  /** What the group allowed before the incident. */
  readonly before: readonly StandingRule[];
  /** The prefix list a rule of the group names. */
  readonly list?: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const everybody = { IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temporary' }] };

/** A group that already lets customers in, and somebody who allows one thing more. */
function drill(allows: readonly IpPermission[], part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: (stage) => groupAllowing(stage, [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...everybody }]),
    incident: (session, { group }) => authorize(session, group, allows),
    aftermath: part.expected === 'fixed' ? onlyTheBastion : changedByThemAlone,
    ...part,
  });
}

export const drills = [
  drill([{ ...ssh, ...everybody }], {
    name: 'a developer opens SSH to the world',
    kind: 'incident',
    expected: 'fixed',
    async aftermath(stage, world) {
      const [rule] = (await rulesOf(stage, world.group)).filter(
        (one) => watchedPorts(one, stage.facts.bastion).length > 0,
      );
      if (rule?.description !== 'temporary') return 'the rule was not kept and pointed at the bastion';
      return onlyTheBastion(stage, world);
    },
  }),
  drill([{ ...ssh, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }], {
    name: 'SSH is opened to the IPv6 world',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([{ ...ssh, IpRanges: [{ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }] }], {
    name: 'SSH is opened to two halves of the world',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([{ ...ssh, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }], {
    name: 'SSH is opened to the whole private network',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([{ IpProtocol: 'tcp', FromPort: 20, ToPort: 25, ...everybody }], {
    name: 'a range of ports around SSH is opened',
    kind: 'incident',
    expected: 'fixed',
    async aftermath(stage, world) {
      const ranges = (await rulesOf(stage, world.group)).map(({ from, to }) => `${from}-${to}`).sort();
      if (ranges.join() !== '20-21,23-25,443-443') return `what the range let in beside SSH is now ${ranges.join()}`;
      return onlyTheBastion(stage, world);
    },
  }),
  drill([{ IpProtocol: '-1', ...everybody }], {
    name: 'all traffic is let in from anywhere',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([], {
    name: "the bastion's own rule is widened",
    kind: 'incident',
    expected: 'fixed',
    world: (stage) => groupAllowing(stage, [fromBastion(stage)]),
    async incident(session, { group, before: [rule] }) {
      const widened = { SecurityGroupRuleId: rule?.id, SecurityGroupRule: { ...ssh, CidrIpv4: '0.0.0.0/0' } };
      await session
        .client(EC2Client)
        .send(new ModifySecurityGroupRulesCommand({ GroupId: group, SecurityGroupRules: [widened] }));
    },
  }),
  drill([], {
    name: "the bastion's prefix list gets everybody in it",
    kind: 'incident',
    expected: 'fixed',
    world: groupNamingList,
    incident: (session, { list = '' }) => addEntry(session, list, '0.0.0.0/0'),
    async aftermath(stage, world) {
      const [rule] = await rulesOf(stage, world.group);
      if (rule?.source.kind !== 'prefix-list') return 'the rule was changed, and not the list';
      const { entries } = (await readPrefixList(world.list ?? '', stage)) ?? { entries: [] };
      return entries.length === 1 ? undefined : `the list has ${entries.length} entries`;
    },
  }),
  drill([{ ...ssh, ...everybody }], {
    name: 'the event of an open SSH port is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill([], {
    name: "the bastion's prefix list gets another part of the bastion in it",
    kind: 'twin',
    // Everything there is looked at, so it is played where no other drill leaves a group that was opened again by undo.
    where: { purpose: 'infrastructure' },
    expected: 'ignored',
    world: groupNamingList,
    incident: (session, { list = '' }) => addEntry(session, list, '10.0.0.8/29'),
    aftermath: async () => undefined,
  }),
  drill([], {
    name: 'an instance joins a group that lets only the bastion in',
    kind: 'twin',
    expected: 'ignored',
    world: (stage) => groupAllowing(stage, [fromBastion(stage)]),
    async incident(session, { group }) {
      await session
        .client(EC2Client)
        .send(
          new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1, SecurityGroupIds: [group] }),
        );
    },
    aftermath: async () => undefined,
  }),
  drill([{ ...ssh, ...everybody }], {
    name: 'SSH is opened where the guardrail only notifies',
    kind: 'twin',
    mode: 'notify',
    where: { purpose: 'sandbox' },
    expected: 'reported',
  }),
  drill([{ ...ssh, ...everybody }], {
    name: 'SSH is opened where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
  drill([{ ...ssh, ...everybody }], {
    name: 'SSH is opened on a group that is exempt',
    kind: 'twin',
    exemption: ({ group }) => ({ resource: `arn:aws:ec2:*:*:security-group/${group}` }),
    expected: 'left',
  }),
  drill([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8090, ...everybody }], {
    name: 'other ports are opened to the world',
    kind: 'twin',
    expected: 'ignored',
  }),
  drill([], {
    name: 'SSH is opened to the bastion subnet',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { group }) => authorize(session, group, [{ ...ssh, IpRanges: [{ CidrIp: '10.0.0.0/28' }] }]),
  }),
  drill([{ ...ssh, ...everybody }], {
    name: 'the platform itself opens SSH',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-ssh-stays-behind-the-bastion',
    expected: 'ignored',
  }),
  drill([], {
    name: 'somebody only asks whether SSH could be opened',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { group }) => authorize(session, group, [{ ...ssh, ...everybody }], true),
  }),
];

async function groupAllowing(stage: Stage, permissions: readonly IpPermission[]): Promise<World> {
  const GroupName = stage.unique('shop');
  const { GroupId: group = '' } = await stage
    .client(EC2Client)
    .send(new CreateSecurityGroupCommand({ GroupName, Description: 'web shop' }));
  await authorize(stage, group, permissions);
  return { group, before: await rulesOf(stage, group) };
}

/** A group that lets in whoever is in a list, and in that the bastion. */
async function groupNamingList(stage: Stage): Promise<World> {
  const { PrefixList } = await stage.client(EC2Client).send(
    new CreateManagedPrefixListCommand({
      PrefixListName: stage.unique('bastion'),
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: [{ Cidr: '10.0.0.0/29' }],
    }),
  );
  const list = PrefixList?.PrefixListId ?? '';
  return { ...(await groupAllowing(stage, [{ ...ssh, PrefixListIds: [{ PrefixListId: list }] }])), list };
}

async function addEntry(session: Session, PrefixListId: string, Cidr: string): Promise<void> {
  await session
    .client(EC2Client)
    .send(new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries: [{ Cidr }] }));
}

async function authorize(session: Session, group: string, permissions: readonly IpPermission[], DryRun?: boolean) {
  await session
    .client(EC2Client)
    .send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [...permissions], DryRun }));
}

async function rulesOf(session: Session, group: string): Promise<readonly StandingRule[]> {
  const rules: StandingRule[] = [];
  for await (const rule of ingressRules(session, group)) rules.push(rule);
  return rules;
}

async function onlyTheBastion(stage: Stage, { group }: World): Promise<string | undefined> {
  const open = (await rulesOf(stage, group)).filter((rule) => isSuspect(rule, stage.facts.bastion));
  return open.length > 0 ? `${group} still allows ${open.map(describeRule).join(', ')}` : undefined;
}

/** Every rule from before is there, and so is what the incident added, if its call went through at all. */
async function changedByThemAlone(stage: Stage, { group, before }: World): Promise<string | undefined> {
  const now = await rulesOf(stage, group);
  const lost = before.filter(({ id }) => !now.some((rule) => rule.id === id));
  const rewritten = now.filter((rule) => rule.description !== undefined && isBastion(rule, stage));
  if (lost.length > 0) return `${group} lost ${lost.map(describeRule).join(', ')}`;
  return rewritten.length > 0 ? `${group} was rewritten to ${rewritten.map(describeRule).join(', ')}` : undefined;
}

const isBastion = (rule: Rule, stage: Stage): boolean => isFromBastion(rule.source, stage.facts.bastion) === true;

const fromBastion = ({ facts }: Stage): IpPermission => ({
  ...ssh,
  IpRanges: facts.bastion.cidrs.filter((cidr) => cidr.includes('.')).map((CidrIp) => ({ CidrIp })),
});
