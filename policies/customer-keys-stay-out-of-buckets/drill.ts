import { createHash, randomBytes } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly bucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A bucket with an order in it, and somebody who writes the order again. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: bucketWithOrder,
    incident: (session, world) => write(session, world, ownKey()),
    aftermath: part.expected === 'prevented' ? orderIsReadable : async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'an order is written over with a key nobody else has', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the same in the management account, which no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
  }),
  drill({
    name: 'an order is written with a key that S3 keeps',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, world) => write(session, world, { ServerSideEncryption: 'AES256' }),
    aftermath: orderIsReadable,
  }),
];

async function bucketWithOrder(stage: Stage): Promise<World> {
  const bucket = stage.unique('orders');
  // us-east-1 is the one region that must not be named.
  const elsewhere = stage.region !== 'us-east-1';
  await stage.client(S3Client).send(
    new CreateBucketCommand({
      Bucket: bucket,
      ...(elsewhere && { CreateBucketConfiguration: { LocationConstraint: stage.region as never } }),
    }),
  );
  await write(stage, { bucket }, {});
  return { bucket };
}

async function write(session: Session, { bucket }: World, how: object): Promise<void> {
  await session
    .client(S3Client)
    .send(new PutObjectCommand({ Bucket: bucket, Key: 'order', Body: 'two crates', ...how }));
}

function ownKey() {
  const key = randomBytes(32);
  return {
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: key.toString('base64'),
    SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
  };
}

async function orderIsReadable(stage: Stage, { bucket }: World): Promise<string | undefined> {
  const { SSECustomerAlgorithm } = await stage
    .client(S3Client)
    .send(new GetObjectCommand({ Bucket: bucket, Key: 'order' }));
  return SSECustomerAlgorithm ? `the order in ${bucket} needs a key we do not have` : undefined;
}
