import {
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  GetPublicAccessBlockCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { unbound } from '../../lib/drills/unbound';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isEverybody } from '../../lib/policy/public-acl';

interface World {
  readonly bucket: string;
  readonly key: string;
  /** The object as findings name it. */
  readonly id: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

const everybody = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"';
const partner = 'a'.repeat(64);

/** A bucket from before ACLs were off by default, an object in it that a partner may read, and somebody who opens it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: sharedObject,
    aftermath: part.expected === 'fixed' ? closed : untouched,
    ...part,
  });
}

const openToEverybody = (session: Session, { bucket, key }: World) =>
  allow(session, bucket, key, { GrantRead: everybody });

export const drills = [
  drill({
    name: 'an object is uploaded for everybody to read',
    kind: 'incident',
    expected: 'prevented',
    incident: (session, { bucket, key }) => upload(session, bucket, key, { ACL: 'public-read' }),
  }),
  drill({
    name: 'everybody is added to the ACL of an object',
    kind: 'incident',
    expected: 'prevented',
    incident: openToEverybody,
  }),
  drill({
    ...unbound,
    name: 'everybody is added where no policy binds, beside a partner who stays',
    kind: 'incident',
    expected: 'fixed',
    incident: openToEverybody,
  }),
  drill({
    ...unbound,
    name: 'an object is uploaded for everybody where no policy binds',
    kind: 'incident',
    expected: 'fixed',
    incident: (session, { bucket, key }) => upload(session, bucket, key, { ACL: 'public-read' }),
    aftermath: bucketIsClosed,
  }),
  drill({
    ...unbound,
    name: 'an upload in parts begins, to be public when it ends',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { bucket }) {
      const input = { Bucket: bucket, Key: 'film.mp4', GrantRead: everybody };
      await session.client(S3Client).send(new CreateMultipartUploadCommand(input));
    },
    aftermath: bucketIsClosed,
  }),
  drill({
    name: 'a bucket is made to take ACLs again',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { bucket }) {
      const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
      await session.client(S3Client).send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls }));
    },
    aftermath: bucketIsClosed,
  }),
  drill({
    ...unbound,
    name: 'the event of an opened object is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: openToEverybody,
    aftermath: bucketIsClosed,
  }),
  drill({
    name: 'an object is shared with one more account',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { bucket, key }) => allow(session, bucket, key, { GrantRead: `id="${'b'.repeat(64)}"` }),
  }),
  drill({
    ...unbound,
    name: 'an object is opened in a bucket that ignores it',
    kind: 'twin',
    expected: 'left',
    async world(stage) {
      const world = await sharedObject(stage);
      const PublicAccessBlockConfiguration = { IgnorePublicAcls: true };
      await stage
        .client(S3Client)
        .send(new PutPublicAccessBlockCommand({ Bucket: world.bucket, PublicAccessBlockConfiguration }));
      return world;
    },
    incident: openToEverybody,
    aftermath: async () => undefined,
  }),
  drill({
    ...unbound,
    name: "a website's picture is opened, which is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ bucket }) => ({ resource: `arn:aws:s3:::${bucket}*` }),
    incident: openToEverybody,
  }),
  drill({
    ...unbound,
    name: 'an object is opened where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
    incident: openToEverybody,
  }),
];

async function sharedObject(stage: Stage): Promise<World> {
  const bucket = stage.unique('pictures');
  const key = 'harbour.jpg';
  await makeBucket(stage, bucket);
  await upload(stage, bucket, key);
  await allow(stage, bucket, key, {});
  return { bucket, key, id: `${bucket}/${key}` };
}

async function upload(session: Session, Bucket: string, Key: string, acl: { ACL?: 'public-read' } = {}): Promise<void> {
  await session.client(S3Client).send(new PutObjectCommand({ Bucket, Key, Body: 'new', ...acl }));
}

/** The partner keeps the right to see the ACL. Our local AWS shows one grantee a right (moto 5.2.1). */
async function allow(session: Session, Bucket: string, Key: string, more: { GrantRead?: string }): Promise<void> {
  const GrantReadACP = `id="${partner}"`;
  await session.client(S3Client).send(new PutObjectAclCommand({ Bucket, Key, GrantReadACP, ...more }));
}

async function ignoresPublicAcls(stage: Stage, bucket: string): Promise<boolean> {
  try {
    const answer = await stage.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return answer.PublicAccessBlockConfiguration?.IgnorePublicAcls === true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return false;
    throw error;
  }
}

async function bucketIsClosed(stage: Stage, { bucket }: World): Promise<string | undefined> {
  return (await ignoresPublicAcls(stage, bucket)) ? undefined : `${bucket} still heeds public ACLs`;
}

/** The bucket is closed, everybody is off the object, and the partner is still on it. */
async function closed(stage: Stage, world: World): Promise<string | undefined> {
  const { bucket, key } = world;
  const { Grants = [] } = await stage.client(S3Client).send(new GetObjectAclCommand({ Bucket: bucket, Key: key }));
  if (Grants.some(({ Grantee }) => isEverybody(Grantee?.URI ?? ''))) return `${key} is still open to everybody`;
  if (!Grants.some(({ Grantee }) => Grantee?.ID === partner)) return `${key} lost its grant to the partner`;
  return bucketIsClosed(stage, world);
}

/** Nobody of ours closed the bucket. */
async function untouched(stage: Stage, { bucket }: World): Promise<string | undefined> {
  return (await ignoresPublicAcls(stage, bucket)) ? `${bucket} was closed` : undefined;
}
