import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type LifecycleRule,
  type ObjectLockConfiguration,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { bucketPrefixes } from '../../lib/model/log-archive';
import { bucketType } from './buckets';
import { type BucketState, type Change, decideBucket } from './decide';

/** Its policy, its replication, its access logs …: a person has to look. */
interface Other {
  readonly kind: 'other';
  readonly arn: string;
}
type State = BucketState | Other;

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        's3:GetBucketObjectLockConfiguration',
        's3:GetBucketVersioning',
        's3:GetLifecycleConfiguration',
        's3:PutBucketObjectLockConfiguration',
        's3:PutBucketVersioning',
        's3:PutLifecycleConfiguration',
      ],
      resources: Object.values(bucketPrefixes).map((prefix) => `arn:aws:s3:::${prefix}*`),
    },
  ],

  read: async ({ type, id, arn }, session) =>
    type === bucketType ? await readBucket(id, session) : { kind: 'other', arn },

  decide(state, facts) {
    if (state.kind === 'bucket') return decideBucket(state, facts);
    return { kind: 'ask', because: `${state.arn} was changed: deploy the log archive again, or say that it was meant` };
  },

  apply: async ({ bucket, version, rules, lock }, session) => {
    // Object lock needs versioning.
    if (version) await putVersioning(bucket, 'Enabled', session);
    if (lock) await putLock(bucket, lock, session);
    if (rules) await putRules(bucket, rules, session);
  },

  async undo(before, { bucket, version, rules, lock }, session) {
    if (before.kind !== 'bucket') return;
    if (rules) await putRules(bucket, before.rules, session);
    // What was locked meanwhile stays locked; new objects are as free as before.
    if (lock) await putLock(bucket, before.lock ?? { ObjectLockEnabled: 'Enabled' }, session);
    if (version) await putVersioning(bucket, 'Suspended', session);
  },
});

export async function readBucket(bucket: string, session: Session): Promise<BucketState> {
  const client = session.client(S3Client);
  try {
    const [{ Status }, rules, lock] = await Promise.all([
      client.send(new GetBucketVersioningCommand({ Bucket: bucket })),
      rulesOf(bucket, client),
      lockOn(bucket, client),
    ]);
    return { kind: 'bucket', bucket, exists: true, versioned: Status === 'Enabled', rules, ...(lock && { lock }) };
  } catch (error) {
    if (!isNamed(error, 'NoSuchBucket')) throw error;
    return { kind: 'bucket', bucket, exists: false, versioned: false, rules: [] };
  }
}

async function rulesOf(Bucket: string, client: S3Client): Promise<readonly LifecycleRule[]> {
  try {
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    // The state is JSON, and a date is text there.
    return JSON.parse(JSON.stringify(Rules));
  } catch (error) {
    if (isNamed(error, 'NoSuchLifecycleConfiguration')) return [];
    throw error;
  }
}

async function lockOn(Bucket: string, client: S3Client): Promise<ObjectLockConfiguration | undefined> {
  try {
    return (await client.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration;
  } catch (error) {
    if (isNamed(error, 'ObjectLockConfigurationNotFoundError')) return undefined;
    throw error;
  }
}

async function putVersioning(Bucket: string, Status: 'Enabled' | 'Suspended', session: Session): Promise<void> {
  const VersioningConfiguration = { Status } as const;
  await session.client(S3Client).send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}

async function putRules(Bucket: string, rules: readonly LifecycleRule[], session: Session): Promise<void> {
  const Rules = rules.map(({ Expiration, ...rule }) => ({
    ...rule,
    ...(Expiration && { Expiration: dated(Expiration) }),
  }));
  const LifecycleConfiguration = { Rules };
  await session.client(S3Client).send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
}

function dated({ Date: date, ...expiration }: NonNullable<LifecycleRule['Expiration']>) {
  return { ...expiration, ...(date && { Date: new Date(date) }) };
}

async function putLock(Bucket: string, lock: ObjectLockConfiguration, session: Session): Promise<void> {
  await session.client(S3Client).send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: lock }));
}
