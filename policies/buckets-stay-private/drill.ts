import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { breakGlassRoleName } from '../../lib/model/break-glass';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { platformPath } from '../../lib/model/platform';
import { blockFlags, missingFlags, wholeBlock } from '../../lib/policy/public-access-block';

interface World {
  readonly bucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** A private bucket, and somebody who does something to it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: blockedBucket,
    aftermath: part.expected === 'fixed' ? blocksEverything : doesNotBlock,
    ...part,
  });
}

const removeBlock = async (session: Session, { bucket }: World) => {
  await session.client(S3Client).send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
};

export const drills = [
  drill({
    name: 'a script removes the public access block',
    kind: 'incident',
    expected: 'fixed',
    incident: removeBlock,
  }),
  drill({
    name: 'two flags of the block are turned off',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { bucket }) {
      const half = { ...wholeBlock, BlockPublicPolicy: false, RestrictPublicBuckets: false };
      await session
        .client(S3Client)
        .send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: half }));
    },
  }),
  drill({
    name: 'an old bucket is opened to everybody by its policy',
    kind: 'incident',
    expected: 'fixed',
    world: oldBucket,
    incident: (session, { bucket }) => allow(session, bucket, { Principal: '*' }),
  }),
  drill({
    name: 'a bucket is given to everybody by its ACL',
    kind: 'incident',
    expected: 'prevented',
    world: oldBucket,
    async incident(session, { bucket }) {
      await session.client(S3Client).send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read' }));
    },
  }),
  drill({
    name: 'the event of a removed block is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: removeBlock,
  }),
  drill({
    name: 'a bucket is shared inside the organization',
    kind: 'twin',
    expected: 'ignored',
    world: oldBucket,
    incident: (session, { bucket }) =>
      allow(session, bucket, {
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      }),
  }),
  drill({
    name: 'a website that is exempt is opened',
    kind: 'twin',
    exemption: ({ bucket }) => ({ resource: `arn:aws:s3:::${bucket}` }),
    expected: 'left',
    incident: removeBlock,
  }),
  drill({
    name: 'somebody who broke the glass takes the block away',
    kind: 'incident',
    as: `${platformPath}${breakGlassRoleName}`,
    expected: 'reported',
    incident: removeBlock,
  }),
  drill({
    name: 'the platform itself takes the block away',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-buckets-stay-private',
    expected: 'ignored',
    incident: removeBlock,
  }),
  drill({
    name: 'a block is removed where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
    incident: removeBlock,
  }),
  drill({
    name: 'a deployment sets the whole block again',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { bucket }) {
      await session
        .client(S3Client)
        .send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: wholeBlock }));
    },
    aftermath: blocksEverything,
  }),
];

/** A bucket from before 2023-04, when new ones were first given the block. */
async function oldBucket(stage: Stage): Promise<World> {
  const bucket = stage.unique('orders');
  await makeBucket(stage, bucket);
  return { bucket };
}

async function blockedBucket(stage: Stage): Promise<World> {
  const world = await oldBucket(stage);
  await stage
    .client(S3Client)
    .send(new PutPublicAccessBlockCommand({ Bucket: world.bucket, PublicAccessBlockConfiguration: wholeBlock }));
  return world;
}

async function allow(session: Session, bucket: string, who: object): Promise<void> {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*`, ...who };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await session.client(S3Client).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
}

async function missing(stage: Stage, bucket: string): Promise<readonly string[]> {
  try {
    const answer = await stage.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return missingFlags(answer.PublicAccessBlockConfiguration);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return blockFlags;
    throw error;
  }
}

async function blocksEverything(stage: Stage, { bucket }: World): Promise<string | undefined> {
  const off = await missing(stage, bucket);
  return off.length > 0 ? `${bucket} still lacks ${off.join(', ')}` : undefined;
}

/** Nobody of ours put a block on. */
async function doesNotBlock(stage: Stage, { bucket }: World): Promise<string | undefined> {
  return (await missing(stage, bucket)).length === 0 ? `${bucket} was given a block` : undefined;
}
