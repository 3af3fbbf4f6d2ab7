import {
  CopyObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly bucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const Key = 'invoice.pdf';
const attackersKey = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: Buffer.alloc(32, 7).toString('base64') };

/** A bucket with an object, and somebody who overwrites it in place. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aBucket,
    incident: (session, { bucket }) => copy(session, bucket, attackersKey),
    aftermath: canBeRead,
    ...part,
  });
}

export const drills = [
  drill({ name: "an object is overwritten under the attacker's key", kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the same where no policy binds and the guardrail only notifies',
    kind: 'incident',
    where: { purpose: 'management' },
    mode: 'notify',
    expected: 'reported',
    aftermath: async () => undefined,
  }),
  drill({
    name: "a bucket is told to take the writer's own keys, where the guardrail only notifies",
    kind: 'incident',
    mode: 'notify',
    expected: 'reported',
    async incident(session, { bucket }) {
      const rule = { BlockedEncryptionTypes: { EncryptionType: ['NONE' as const] } };
      await encrypt(session, bucket, rule);
    },
  }),
  drill({
    name: 'an object is overwritten under a key that AWS holds',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { bucket }) => copy(session, bucket, { ServerSideEncryption: 'AES256' }),
  }),
  drill({
    name: 'a bucket is given a default key',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { bucket }) => encrypt(session, bucket, {}),
  }),
];

async function aBucket(stage: Stage): Promise<World> {
  const bucket = stage.unique('invoices');
  await makeBucket(stage, bucket);
  await stage.client(S3Client).send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'paid' }));
  return { bucket };
}

async function copy(session: Session, bucket: string, how: object): Promise<void> {
  const CopySource = `${bucket}/${Key}`;
  await session
    .client(S3Client)
    .send(new CopyObjectCommand({ Bucket: bucket, Key, CopySource, MetadataDirective: 'REPLACE', ...how }));
}

async function encrypt(session: Session, bucket: string, more: object): Promise<void> {
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const }, ...more };
  await session
    .client(S3Client)
    .send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
}

async function canBeRead(stage: Stage, { bucket }: World): Promise<string | undefined> {
  const { SSECustomerAlgorithm } = await stage.client(S3Client).send(new HeadObjectCommand({ Bucket: bucket, Key }));
  return SSECustomerAlgorithm ? `${Key} is under a key nobody here has` : undefined;
}
