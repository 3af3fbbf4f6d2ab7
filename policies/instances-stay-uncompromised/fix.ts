import {
  CreateSecurityGroupCommand,
  CreateSnapshotsCommand,
  CreateTagsCommand,
  EC2Client,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { compromisedTag, released } from '../../lib/model/compromised';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { instancesIn, instanceTags } from '../../lib/remediation/instances-in';
import { type InstanceState, isContained, stateOf } from './contained';
import { evidenceOf } from './evidence';
import { evidenceTag, quarantineGroup } from './marks';
import { allowSessions, revokeSessions } from './role-sessions';
import { enterStandby, exitStandby } from './scaling-group';

type Change = Omit<InstanceState, 'lifecycle'>;

export const fix = defineFix<InstanceState, Change>({
  permissions: [
    {
      actions: [
        'autoscaling:DescribeAutoScalingInstances',
        'ec2:DescribeInstances',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSnapshots',
      ],
      resources: ['*'],
      because: 'there is no resource to name for describing',
    },
    {
      actions: ['autoscaling:EnterStandby', 'autoscaling:ExitStandby'],
      resources: ['arn:aws:autoscaling:*:*:autoScalingGroup:*'],
    },
    { actions: ['ec2:GetConsoleOutput'], resources: ['arn:aws:ec2:*:*:instance/*'] },
    { actions: ['iam:GetInstanceProfile'], resources: ['arn:aws:iam::*:instance-profile/*'] },
    { actions: ['iam:GetRolePolicy', 'iam:PutRolePolicy'], resources: ['arn:aws:iam::*:role/*'] },
    {
      actions: ['iam:DeleteRolePolicy'],
      resources: ['arn:aws:iam::*:role/*'],
      because: 'undo takes back the policy the fix itself has made, and nothing else is called so',
      deletes: { 'iam:DeleteRolePolicy': 'iam:PutRolePolicy' },
    },
    {
      actions: [
        'ec2:CreateSecurityGroup',
        'ec2:CreateSnapshots',
        'ec2:CreateTags',
        'ec2:ModifyNetworkInterfaceAttribute',
        'ec2:RevokeSecurityGroupEgress',
      ],
      resources: [
        'arn:aws:ec2:*::snapshot/*',
        'arn:aws:ec2:*:*:instance/*',
        'arn:aws:ec2:*:*:network-interface/*',
        'arn:aws:ec2:*:*:security-group/*',
        'arn:aws:ec2:*:*:volume/*',
        'arn:aws:ec2:*:*:vpc/*',
      ],
    },
  ],

  async read({ id }, session) {
    for await (const found of instancesIn(session, [id])) return stateOf(found, session);
    return undefined;
  },

  decide(state) {
    const { lifecycle, ...change } = state;
    const { instance, marked } = change;
    if (lifecycle === 'terminated' || lifecycle === 'shutting-down') {
      return { kind: 'leave', because: `${instance} is ${lifecycle}` };
    }
    if (marked && isContained(state)) return { kind: 'leave', because: `${instance} is cut off` };
    return {
      kind: 'plan',
      change,
      because: `${instance} is to be cut off from every network`,
      // Who marks an instance has agreed; a detector has not.
      ...(!marked && { approval: 'whatever runs on it can be reached by nobody, and reaches nothing' }),
    };
  },

  // Evidence first: what follows changes what it is evidence of. Then the group, which terminates what it cannot reach.
  async apply({ instance, vpc, marked, interfaces, hasEvidence, quarantine, role, group }, session) {
    if (!hasEvidence) await save(instance, session);
    if (!marked) await mark(instance, 'contained', session);
    if (group?.inService) await enterStandby(instance, group.name, session);
    const own = quarantine ?? (await makeGroup(vpc, session));
    await Promise.all(interfaces.map(({ id }) => join(id, [own], session)));
    if (role && !role.revoked) await revokeSessions(instance, role.name, session);
  },

  follow: ({ instance }, session) => evidenceOf(instance, session),

  /** Evidence and group stay; the mark says that the instance was let go, since taking it off is denied to everybody. */
  async undo({ instance, interfaces }, { role, group }, session) {
    await Promise.all(interfaces.map(({ id, groups }) => join(id, groups, session)));
    if (role && !role.revoked) await allowSessions(instance, role.name, session);
    if (group?.inService) await exitStandby(instance, group.name, session);
    await mark(instance, released, session);
  },

  tags: instanceTags,
});

async function save(instance: string, session: Session): Promise<void> {
  await session.client(EC2Client).send(
    new CreateSnapshotsCommand({
      InstanceSpecification: { InstanceId: instance },
      Description: `Evidence of ${instance}, before it was cut off`,
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: evidenceTag, Value: instance }] }],
    }),
  );
}

async function mark(instance: string, Value: string, session: Session): Promise<void> {
  const Tags = [{ Key: compromisedTag, Value }];
  await session.client(EC2Client).send(new CreateTagsCommand({ Resources: [instance], Tags }));
}

/** A group without rules: a new one lets everything out until that rule is taken away. */
async function makeGroup(vpc: string, session: Session): Promise<string> {
  const ec2 = session.client(EC2Client);
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: quarantineGroup,
      Description: 'Lets nothing in and nothing out',
      VpcId: vpc,
    }),
  );
  const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [everything] }));
  return GroupId;
}

async function join(networkInterface: string, groups: readonly string[], session: Session): Promise<void> {
  try {
    await session
      .client(EC2Client)
      .send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: networkInterface, Groups: [...groups] }));
  } catch (error) {
    if (!isNamed(error, 'InvalidNetworkInterfaceID.NotFound')) throw error;
  }
}
