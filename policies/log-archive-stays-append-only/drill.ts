import {
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { logArchiveNames, logBucketName } from '../../lib/model/log-archive';
import { bucketNamed } from './buckets';
import { decideBucket, lockOf, ruleOf } from './decide';
import { readBucket } from './fix';

interface World {
  readonly trailBucket: string;
  readonly accessLogBucket: string;
  readonly fixBucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** The archive as deployed, and a deployment that goes wrong: policies spare it. */
const drill = (part: Part) =>
  defineDrill<World>({
    where: { role: 'log-archive' },
    as: 'cdk-hnb659fds-cfn-exec-role-drill',
    world: anArchive,
    aftermath: keepsEverything,
    ...part,
  });

const keep =
  (days: number) =>
  async (session: Session, { trailBucket }: World) =>
    putRule(session, trailBucket, days);

export const drills = [
  drill({
    name: 'logs are to be deleted after a day',
    kind: 'incident',
    expected: 'fixed',
    incident: keep(1),
  }),
  drill({
    name: 'new logs are no longer locked, and the event is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    async incident(session, { trailBucket }) {
      await putLock(session, trailBucket, { ObjectLockEnabled: 'Enabled' });
    },
  }),
  drill({
    name: 'the history of fixes is to be forgotten and no longer locked',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { fixBucket }) {
      await putLock(session, fixBucket, { ObjectLockEnabled: 'Enabled' });
      await putRule(session, fixBucket, 1);
    },
  }),
  drill({
    name: 'versions of access logs are no longer kept',
    kind: 'incident',
    expected: 'fixed',
    incident: (session, { accessLogBucket }) => putVersioning(session, accessLogBucket, 'Suspended'),
  }),
  drill({
    name: 'an administrator of the log archive has logs deleted after a day',
    kind: 'incident',
    as: 'Administrator',
    expected: 'prevented',
    incident: keep(1),
  }),
  drill({
    name: 'nobody is told any more who reads the logs: a person hears of it',
    kind: 'twin',
    expected: 'reported',
    async incident(session, { trailBucket }) {
      await session
        .client(S3Client)
        .send(new PutBucketLoggingCommand({ Bucket: trailBucket, BucketLoggingStatus: {} }));
    },
  }),
  drill({
    name: 'logs are kept for longer than is asked for',
    kind: 'twin',
    expected: 'left',
    incident: keep(10 * 365),
  }),
  drill({
    name: 'another bucket of the account forgets',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { trailBucket }) {
      const scratch = `scratch-${trailBucket}`;
      await makeBucket(session, scratch);
      await putRule(session, scratch, 1);
    },
  }),
  drill({
    name: 'the platform itself shortens the time, to undo',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-log-archive-stays-append-only',
    expected: 'ignored',
    incident: keep(1),
    aftermath: async () => undefined,
  }),
];

async function anArchive(stage: Stage): Promise<World> {
  const { trailBucket, accessLogBucket } = logArchiveNames(stage.facts);
  const fixBucket = logBucketName('fixes', stage.facts);
  for (const name of [trailBucket, accessLogBucket, fixBucket]) {
    await makeBucket(stage, name);
    await putVersioning(stage, name, 'Enabled');
    const { lock, expireAfterDays = 1 } = bucketNamed(name, stage.facts)?.keeping ?? {};
    if (lock) await putLock(stage, name, lockOf(lock));
    await putRule(stage, name, expireAfterDays);
  }
  return { trailBucket, accessLogBucket, fixBucket };
}

async function putVersioning(session: Session, Bucket: string, Status: 'Enabled' | 'Suspended'): Promise<void> {
  const VersioningConfiguration = { Status };
  await session.client(S3Client).send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}

async function putRule(session: Session, Bucket: string, expireAfterDays: number): Promise<void> {
  const rule = ruleOf({ expireAfterDays, expireReplacedAfterDays: expireAfterDays });
  const LifecycleConfiguration = { Rules: [rule] };
  await session.client(S3Client).send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
}

async function putLock(session: Session, Bucket: string, ObjectLockConfiguration: ReturnType<typeof lockOf>) {
  await session.client(S3Client).send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
}

async function keepsEverything(stage: Stage, world: World): Promise<string | undefined> {
  for (const bucket of Object.values(world)) {
    const decision = decideBucket(await readBucket(bucket, stage), stage.facts);
    if (decision.kind !== 'leave') return decision.because;
  }
  return undefined;
}
