import { DescribeSecurityGroupsCommand, DescribeSnapshotsCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { isMarked } from '../../lib/model/compromised';
import type { Session } from '../../lib/model/guardrail';
import { tagsOf } from '../../lib/remediation/instances-in';
import { evidenceTag, quarantineGroup } from './marks';
import { roleOf } from './role-sessions';
import { scalingGroupOf } from './scaling-group';

export interface NetworkInterface {
  readonly id: string;
  readonly groups: readonly string[];
}

export interface InstanceState {
  readonly instance: string;
  readonly lifecycle: string;
  readonly vpc: string;
  readonly marked: boolean;
  readonly interfaces: readonly NetworkInterface[];
  readonly hasEvidence: boolean;
  /** Absent until the first instance of the network was cut off. */
  readonly quarantine?: string;
  /** What the instance works as; absent where it has no role. */
  readonly role?: { readonly name: string; readonly revoked: boolean };
  /** The auto scaling group that would terminate it once nobody can reach it. */
  readonly group?: { readonly name: string; readonly inService: boolean };
}

export async function stateOf(instance: Instance, session: Session): Promise<InstanceState> {
  const { InstanceId = '', VpcId = '', State, NetworkInterfaces = [] } = instance;
  const [quarantine, hasEvidence, role, group] = await Promise.all([
    groupIn(VpcId, session),
    isSaved(InstanceId, session),
    roleOf(instance, session),
    scalingGroupOf(instance, session),
  ]);
  return {
    instance: InstanceId,
    lifecycle: State?.Name ?? '',
    vpc: VpcId,
    marked: isMarked(tagsOf(instance)),
    interfaces: NetworkInterfaces.map(({ NetworkInterfaceId, Groups = [] }) => ({
      id: NetworkInterfaceId ?? '',
      groups: Groups.map(({ GroupId }) => GroupId ?? ''),
    })),
    hasEvidence,
    ...(quarantine && { quarantine }),
    ...(role && { role }),
    ...(group && { group }),
  };
}

/** Nobody reaches it or terminates it, and what was stolen from it opens nothing. */
export function isContained(state: InstanceState): boolean {
  return state.hasEvidence && isCutOff(state) && state.role?.revoked !== false && state.group?.inService !== true;
}

/** Every interface in the quarantine group and in no other. */
export function isCutOff({ interfaces, quarantine }: Pick<InstanceState, 'interfaces' | 'quarantine'>): boolean {
  return quarantine !== undefined && interfaces.every(({ groups }) => groups.length === 1 && groups[0] === quarantine);
}

async function groupIn(vpc: string, session: Session): Promise<string | undefined> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpc] },
    { Name: 'group-name', Values: [quarantineGroup] },
  ];
  const { SecurityGroups } = await session.client(EC2Client).send(new DescribeSecurityGroupsCommand({ Filters }));
  return SecurityGroups?.[0]?.GroupId;
}

async function isSaved(instance: string, session: Session): Promise<boolean> {
  const Filters = [{ Name: `tag:${evidenceTag}`, Values: [instance] }];
  const { Snapshots } = await session
    .client(EC2Client)
    .send(new DescribeSnapshotsCommand({ Filters, OwnerIds: ['self'] }));
  return (Snapshots ?? []).length > 0;
}
