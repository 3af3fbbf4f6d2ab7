import { BackupClient, DeleteBackupVaultLockConfigurationCommand } from '@aws-sdk/client-backup';
import { CreateDBInstanceCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isProtected } from './database';
import { versioningOf } from './versioning-of';

interface World {
  readonly name: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A bucket that keeps versions, and somebody who ends that. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aVersionedBucket,
    incident: (session, { name }) => version(session, name, 'Suspended'),
    aftermath: async (stage, { name }) =>
      (await versioningOf(name, stage)) === 'Enabled' ? undefined : `${name} keeps no versions`,
    ...part,
  });
}

const protectedOne = async (stage: Stage, { name }: World) =>
  (await isProtected('instance', name, stage)) ? undefined : `${name} can be deleted`;

export const drills = [
  drill({ name: 'the versioning of a bucket is suspended', kind: 'incident', expected: 'fixed' }),
  drill({ name: 'the event of it is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'the deletion protection of a database is switched off',
    kind: 'incident',
    expected: 'fixed',
    world: aDatabase,
    incident: (session, { name }) => modify(session, name, { DeletionProtection: false }),
    aftermath: protectedOne,
  }),
  drill({
    name: 'a developer takes the lock off a backup vault',
    kind: 'incident',
    expected: 'prevented',
    world: async () => ({ name: 'daily' }),
    async incident(session, { name }) {
      const vault = { BackupVaultName: name };
      await session.client(BackupClient).send(new DeleteBackupVaultLockConfigurationCommand(vault));
    },
    aftermath: async () => undefined,
  }),
  drill({
    name: 'a database gets more storage',
    kind: 'twin',
    expected: 'ignored',
    world: aDatabase,
    incident: (session, { name }) => modify(session, name, { AllocatedStorage: 30 }),
    aftermath: protectedOne,
  }),
  drill({
    name: 'the versioning of a bucket is switched on once more',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { name }) => version(session, name, 'Enabled'),
  }),
];

async function aVersionedBucket(stage: Stage): Promise<World> {
  const name = stage.unique('orders');
  await makeBucket(stage, name);
  await version(stage, name, 'Enabled');
  return { name };
}

async function aDatabase(stage: Stage): Promise<World> {
  const name = stage.unique('orders');
  await stage.client(RDSClient).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: name,
      DBInstanceClass: 'db.t4g.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'orders',
      MasterUserPassword: 'only-for-this-drill',
      DeletionProtection: true,
    }),
  );
  return { name };
}

async function version(session: Session, bucket: string, Status: 'Enabled' | 'Suspended'): Promise<void> {
  const change = { Bucket: bucket, VersioningConfiguration: { Status } };
  await session.client(S3Client).send(new PutBucketVersioningCommand(change));
}

async function modify(session: Session, name: string, change: object): Promise<void> {
  await session.client(RDSClient).send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: name, ...change }));
}
