import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import type { Bastion } from '../../../lib/model/organization';
import { type LocalAws, startLocalAws } from '../../../lib/rehearsal/local-aws/local-aws';
import { type LocalSession, localSession } from '../../../lib/rehearsal/local-aws/local-session';
import { guardrail as defaultGroups } from '../../../policies/default-groups-stay-closed';
import { guardrail as ssh } from '../../../policies/ssh-stays-behind-the-bastion';
import { record } from '../../organizations/local-organization';
import { isMutation, mend } from './mend';

interface Rule {
  readonly IpProtocol: string;
  readonly FromPort: number;
  readonly ToPort: number;
  readonly CidrIpv4?: string;
  readonly CidrIpv6?: string;
}

type Way = 'in' | 'out';

export interface GroupCase {
  readonly groupName: string;
  readonly initialIngress: readonly Rule[];
  readonly initialEgress?: readonly Rule[];
  readonly expectRevoked: readonly Rule[];
  readonly expectKept: readonly Rule[];
  readonly expectEgressRevoked?: readonly Rule[];
}

/** Security groups on the local AWS, as a case has them. */
export class GroupStage {
  readonly #local: LocalAws;
  readonly #session: LocalSession;
  readonly #calls: readonly string[];

  private constructor(local: LocalAws, session: LocalSession) {
    this.#local = local;
    this.#session = session;
    this.#calls = record(session.client(EC2Client) as never);
  }

  static async open(): Promise<GroupStage> {
    const local = await startLocalAws();
    const place = { account: '111122223333', region: 'eu-west-1', role: 'breakwater-fix' };
    return new GroupStage(local, await localSession(local, place));
  }

  close(): Promise<void> {
    return this.#local.stop();
  }

  /** What is wrong with the group after it was mended, and mended again. */
  async mend(given: GroupCase): Promise<string | undefined> {
    const id = await this.#build(given);
    const fix = given.groupName === 'default' ? defaultGroups.fix : ssh.fix;
    const mending = {
      fix,
      resource: { type: 'AWS::EC2::SecurityGroup', id },
      session: this.#session,
      bastion: bastionFor(given),
    };
    await mend(mending);
    const standing = await this.#rulesOf(id);
    const isThere = (rules: readonly Rule[], way: Way) =>
      rules.map((rule) => wordsFor(rule, way)).filter((words) => standing.includes(words));
    const left = [...isThere(given.expectRevoked, 'in'), ...isThere(given.expectEgressRevoked ?? [], 'out')];
    const lost = given.expectKept.map((rule) => wordsFor(rule, 'in')).filter((words) => !standing.includes(words));
    if (left.length > 0) return `still allows ${left.join(', ')}`;
    if (lost.length > 0) return `lost ${lost.join(', ')}`;
    const before = this.#calls.length;
    const again = await mend(mending);
    const changes = this.#calls.slice(before).filter(isMutation);
    return again === 'leave' && changes.length === 0 ? undefined : `is not left alone: ${again} ${changes.join(', ')}`;
  }

  async #build({ groupName, initialIngress, initialEgress = [] }: GroupCase): Promise<string> {
    const ec2 = this.#session.client(EC2Client);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
    const VpcId = Vpc?.VpcId;
    const made =
      groupName === 'default'
        ? await defaultGroupOf(ec2, String(VpcId))
        : await ec2.send(new CreateSecurityGroupCommand({ GroupName: groupName, Description: groupName, VpcId }));
    const GroupId = String(made?.GroupId);
    if (initialIngress.length > 0) {
      const IpPermissions = initialIngress.map(permission);
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    }
    if (initialEgress.length > 0) {
      const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
      await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: everything }));
      const IpPermissions = initialEgress.map(permission);
      await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    }
    return GroupId;
  }

  async #rulesOf(group: string): Promise<readonly string[]> {
    const Filters = [{ Name: 'group-id', Values: [group] }];
    const { SecurityGroupRules = [] } = await this.#session
      .client(EC2Client)
      .send(new DescribeSecurityGroupRulesCommand({ Filters }));
    return SecurityGroupRules.map((rule) => wordsFor(rule as Rule, rule.IsEgress ? 'out' : 'in'));
  }
}

/** The ports a case wants closed, as an organization that wants the same configures them. */
function bastionFor({ expectRevoked }: GroupCase): Bastion {
  const ports = (protocol: string) => [
    ...new Set(expectRevoked.filter((rule) => rule.IpProtocol === protocol).map(({ FromPort }) => FromPort)),
  ];
  const tcp = ports('tcp');
  return { cidrs: ['10.0.0.0/28'], ports: tcp.length > 0 ? tcp : [22], udpPorts: ports('udp') };
}

async function defaultGroupOf(ec2: EC2Client, vpc: string) {
  const Filters = [
    { Name: 'vpc-id', Values: [vpc] },
    { Name: 'group-name', Values: ['default'] },
  ];
  return (await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups?.[0];
}

function permission({ IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6 }: Rule): IpPermission {
  return {
    IpProtocol,
    FromPort,
    ToPort,
    ...(CidrIpv4 && { IpRanges: [{ CidrIp: CidrIpv4 }] }),
    ...(CidrIpv6 && { Ipv6Ranges: [{ CidrIpv6 }] }),
  };
}

const wordsFor = ({ IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6 }: Rule, way: Way): string =>
  `${IpProtocol} ${FromPort}-${ToPort} ${way} ${CidrIpv4 ?? CidrIpv6}`;
