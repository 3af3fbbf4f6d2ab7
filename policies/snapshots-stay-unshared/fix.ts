import {
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  ModifySnapshotAttributeCommand,
  type OperationType,
} from '@aws-sdk/client-ec2';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { strangersAmong } from '../../lib/policy/strangers-among';
import { type Change, decide, type State } from './decide';

const gone = ['InvalidSnapshot.NotFound', 'InvalidSnapshotID.NotFound'];

// ResetSnapshotAttribute would also take away what other accounts of the organization were given.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['ec2:DescribeSnapshotAttribute', 'ec2:ModifySnapshotAttribute'],
      resources: ['arn:aws:ec2:*::snapshot/*'],
    },
    {
      actions: ['ec2:DescribeSnapshots'],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing snapshots',
    },
  ],

  async read({ id: snapshot }, session, isMember) {
    try {
      const { CreateVolumePermissions = [] } = await session
        .client(EC2Client)
        .send(new DescribeSnapshotAttributeCommand({ SnapshotId: snapshot, Attribute: 'createVolumePermission' }));
      const isPublic = CreateVolumePermissions.some(({ Group }) => Group === 'all');
      const accounts = CreateVolumePermissions.flatMap(({ UserId }) => UserId ?? []);
      const strangers = await strangersAmong(accounts, isMember);
      const isScanned = strangers.length > 0 && 'GuardDutyScanId' in (await tagsOf(session, snapshot));
      return { snapshot, isPublic, strangers, isScanned };
    } catch (error) {
      if (isNamed(error, ...gone)) return undefined;
      throw error;
    }
  },

  decide,

  async apply(change, session) {
    try {
      await modify(session, 'remove', change);
    } catch (error) {
      if (!isNamed(error, ...gone)) throw error;
    }
  },

  undo: (_before, change, session) => modify(session, 'add', change),

  tags: ({ id }, session) => tagsOf(session, id),
});

// The older of EC2's two spellings, since our local AWS knows no other (moto 5.2.1).
async function modify(session: Session, OperationType: OperationType, { snapshot, isPublic, strangers }: Change) {
  await session.client(EC2Client).send(
    new ModifySnapshotAttributeCommand({
      SnapshotId: snapshot,
      Attribute: 'createVolumePermission',
      OperationType,
      ...(isPublic && { GroupNames: ['all'] }),
      ...(strangers.length > 0 && { UserIds: [...strangers] }),
    }),
  );
}

async function tagsOf(session: Session, id: string): Promise<Readonly<Record<string, string>>> {
  const { Snapshots = [] } = await session.client(EC2Client).send(new DescribeSnapshotsCommand({ SnapshotIds: [id] }));
  return Object.fromEntries((Snapshots[0]?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
