import { CreateBucketCommand, HeadBucketCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly bucket: string;
}

export const drills = [
  defineDrill<World>({
    name: 'somebody creates a bucket',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    mode: 'notify',
    expected: 'reported',
    world: async (stage) => ({ bucket: stage.unique('new') }),
    incident: create,
    aftermath: exists,
  }),
  defineDrill<World>({
    name: 'somebody tags a bucket that was there before',
    kind: 'twin',
    where: { purpose: 'sandbox' },
    mode: 'notify',
    expected: 'ignored',
    async world(stage) {
      const world = { bucket: stage.unique('old') };
      await create(stage, world);
      return world;
    },
    async incident(session, { bucket }) {
      const Tagging = { TagSet: [{ Key: 'team', Value: 'shop' }] };
      await session.client(S3Client).send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging }));
    },
    aftermath: exists,
  }),
];

async function create(session: Session, { bucket }: World): Promise<void> {
  const LocationConstraint = session.region as never;
  await session
    .client(S3Client)
    .send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint } }));
}

async function exists(stage: Stage, { bucket }: World): Promise<string | undefined> {
  try {
    await stage.client(S3Client).send(new HeadBucketCommand({ Bucket: bucket }));
    return undefined;
  } catch (error) {
    return `${bucket} is not there: ${error}`;
  }
}
