import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSnapshotAttributeCommand,
  EC2Client,
  ModifySnapshotAttributeCommand,
  type ModifySnapshotAttributeRequest,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly snapshot: string;
  /** Another account of the organization, which may use the snapshot. */
  readonly sister: string;
}
type Change = Pick<ModifySnapshotAttributeRequest, 'OperationType' | 'GroupNames' | 'UserIds'>;
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const stranger = '999900001111';
// No policy binds the management account, so that there the call goes through.
const unbound = { where: { purpose: 'management' } } as const;

/** A snapshot that a sister account may use, and somebody who shares it further. */
function drill(change: Change, part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: sharedInside,
    incident: (session, { snapshot }) => modify(session, snapshot, change),
    aftermath: part.expected === 'fixed' ? onlyTheSister : untouched(change),
    ...part,
  });
}

export const drills = [
  drill(
    { OperationType: 'add', UserIds: [stranger] },
    { name: 'a snapshot is shared with a stranger', kind: 'incident', expected: 'prevented' },
  ),
  drill(
    { OperationType: 'add', GroupNames: ['all'] },
    { name: 'a snapshot is made public', kind: 'incident', expected: 'prevented' },
  ),
  drill(
    { OperationType: 'add', GroupNames: ['all'], UserIds: [stranger] },
    { ...unbound, name: 'it is shared where no policy binds', kind: 'incident', expected: 'fixed' },
  ),
  drill(
    { OperationType: 'add', GroupNames: ['all'] },
    {
      ...unbound,
      name: 'the event of a public snapshot is lost',
      kind: 'incident',
      heardBy: 'reconcile',
      expected: 'fixed',
    },
  ),
  drill(
    { OperationType: 'remove', UserIds: [stranger] },
    { name: 'sharing with a stranger is undone', kind: 'twin', expected: 'ignored' },
  ),
  drill(
    {},
    {
      ...unbound,
      name: 'a snapshot is shared with one more account of the organization',
      kind: 'twin',
      expected: 'left',
      incident: (session, { snapshot, sister }) =>
        modify(session, snapshot, { OperationType: 'add', UserIds: [sister] }),
      aftermath: onlyTheSister,
    },
  ),
  drill(
    { OperationType: 'add', UserIds: [stranger] },
    {
      ...unbound,
      name: "a backup vendor's account is exempt",
      kind: 'twin',
      expected: 'left',
      exemption: ({ snapshot }) => ({ resource: `arn:aws:ec2:*::snapshot/${snapshot}` }),
    },
  ),
  drill(
    { OperationType: 'add', UserIds: [stranger] },
    { ...unbound, name: 'sharing is only observed', kind: 'twin', mode: 'observe', expected: 'reported' },
  ),
];

async function sharedInside(stage: Stage): Promise<World> {
  const ec2 = stage.client(EC2Client);
  const { VolumeId } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${stage.region}a`, Size: 1 }));
  const { SnapshotId: snapshot = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  const sister = stage.facts.securityAccount;
  await modify(stage, snapshot, { OperationType: 'add', UserIds: [sister] });
  return { snapshot, sister };
}

// The older of EC2's two spellings: our local AWS knows no other (moto 5.2.1).
async function modify(session: Session, SnapshotId: string, change: Change): Promise<void> {
  const input = { SnapshotId, Attribute: 'createVolumePermission' as const, ...change };
  await session.client(EC2Client).send(new ModifySnapshotAttributeCommand(input));
}

async function sharedWith(stage: Stage, SnapshotId: string): Promise<readonly string[]> {
  const { CreateVolumePermissions = [] } = await stage
    .client(EC2Client)
    .send(new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }));
  return CreateVolumePermissions.map(({ Group, UserId }) => UserId ?? String(Group)).sort();
}

async function onlyTheSister(stage: Stage, { snapshot, sister }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, snapshot);
  return now.join() === sister ? undefined : `${snapshot} is shared with ${now.join(', ') || 'nobody'}`;
}

/** The sister still has what she had, and so has whom the incident added, if its call went through at all. */
function untouched({ OperationType, GroupNames = [], UserIds = [] }: Change): Drill<World>['aftermath'] {
  return async (stage, { snapshot, sister }) => {
    const now = await sharedWith(stage, snapshot);
    const added = OperationType === 'add' && now.length > 1 ? [...GroupNames, ...UserIds] : [];
    const lost = [sister, ...added].filter((one) => !now.includes(one));
    return lost.length > 0 ? `${snapshot} is no longer shared with ${lost.join(', ')}` : undefined;
  };
}
