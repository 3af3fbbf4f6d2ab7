import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeSnapshotAttributeCommand,
  EC2Client,
  ModifySnapshotAttributeCommand,
  type ModifySnapshotAttributeRequest,
} from '@aws-sdk/client-ec2';
import { type Shared, sharingDrill } from '../../lib/drills/sharing-drill';
import { stranger } from '../../lib/drills/stranger';
import { unbound } from '../../lib/drills/unbound';
import type { Session, Stage } from '../../lib/model/guardrail';

const drill = sharingDrill({ world: sharedInside, share, sharedWith });

export const drills = [
  drill([stranger], { name: 'a snapshot is shared with a stranger', kind: 'incident', expected: 'prevented' }),
  drill(['all'], { name: 'a snapshot is made public', kind: 'incident', expected: 'prevented' }),
  drill(['all', stranger], {
    ...unbound,
    name: 'it is shared where no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill(['all'], {
    ...unbound,
    name: 'the event of a public snapshot is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill([], {
    name: 'sharing with a stranger is undone',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { id }) => modify(session, id, { OperationType: 'remove', UserIds: [stranger] }),
  }),
  drill([], {
    ...unbound,
    name: 'a snapshot is shared with one more account of the organization',
    kind: 'twin',
    expected: 'left',
    incident: (session, { id, insider }) => share(session, id, [insider]),
  }),
  drill([stranger], {
    ...unbound,
    name: "a backup vendor's account is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ id }) => ({ resource: `arn:aws:ec2:*::snapshot/${id}` }),
  }),
  drill([stranger], {
    ...unbound,
    name: 'sharing is only observed',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
];

async function sharedInside(stage: Stage): Promise<Shared> {
  const ec2 = stage.client(EC2Client);
  const { VolumeId } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${stage.region}a`, Size: 1 }));
  const { SnapshotId: id = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  const insider = stage.facts.securityAccount;
  await share(stage, id, [insider]);
  return { id, insider };
}

async function share(session: Session, id: string, whom: readonly string[]): Promise<void> {
  const UserIds = whom.filter((one) => one !== 'all');
  await modify(session, id, {
    OperationType: 'add',
    ...(UserIds.length > 0 && { UserIds }),
    ...(whom.includes('all') && { GroupNames: ['all'] }),
  });
}

// The older of EC2's two spellings: our local AWS knows no other (moto 5.2.1).
async function modify(
  session: Session,
  SnapshotId: string,
  change: Pick<ModifySnapshotAttributeRequest, 'OperationType' | 'GroupNames' | 'UserIds'>,
): Promise<void> {
  const input = { SnapshotId, Attribute: 'createVolumePermission' as const, ...change };
  await session.client(EC2Client).send(new ModifySnapshotAttributeCommand(input));
}

async function sharedWith(stage: Stage, SnapshotId: string): Promise<readonly string[]> {
  const { CreateVolumePermissions = [] } = await stage
    .client(EC2Client)
    .send(new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }));
  return CreateVolumePermissions.map(({ Group, UserId }) => UserId ?? String(Group)).sort();
}
