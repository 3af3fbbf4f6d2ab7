import {
  DeletePublicAccessBlockCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  GetObjectAclCommand,
  GetPublicAccessBlockCommand,
  type Grant,
  type Permission,
  PutObjectAclCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { PublicAccessBlock } from '../../lib/policy/public-access-block';
import { type Change, decide, type ObjectState, type State } from './decide';
import { partsOf } from './object-version';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      // PutBucketPublicAccessBlock is what IAM calls deleting the block, too.
      actions: [
        's3:GetBucketOwnershipControls',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketTagging',
        's3:PutBucketPublicAccessBlock',
      ],
      resources: ['arn:aws:s3:::*'],
    },
    {
      actions: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'],
      resources: ['arn:aws:s3:::*/*'],
    },
    {
      actions: ['s3:ListAllMyBuckets'],
      resources: ['*'],
      because: 'listing buckets has no resource to name; the hourly look needs it',
    },
  ],

  async read(resource, session) {
    const { bucket, key, version } = partsOf(resource);
    try {
      const block = await blockOf(session, bucket);
      // Most buckets end here, after one call.
      if (block?.IgnorePublicAcls) return { bucket, block, takesAcls: true };
      const takesAcls = await heedsAcls(session, bucket);
      const object = takesAcls && key !== undefined ? await objectIn(session, bucket, key, version) : undefined;
      return { bucket, ...(block && { block }), takesAcls, ...(object && { object }) };
    } catch (error) {
      // A deleted version answers that a delete marker has no ACL.
      if (isNamed(error, 'NoSuchBucket', 'NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed')) return undefined;
      throw error;
    }
  },

  decide,

  async apply({ bucket, block, object }, session) {
    await putBlock(session, bucket, block);
    if (object) await putAcl(session, bucket, object, object.keep);
  },

  async undo({ bucket, block }, { object }, session) {
    if (block) await putBlock(session, bucket, block);
    else await session.client(S3Client).send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    if (!object) return;
    const { grants = object.keep } = await objectIn(session, bucket, object.key, object.version);
    const missing = object.remove.filter((grant) => !grants.some((one) => grantKey(one) === grantKey(grant)));
    await putAcl(session, bucket, object, [...grants, ...missing]);
  },

  async tags(resource, session) {
    const { bucket } = partsOf(resource);
    try {
      const { TagSet } = await session.client(S3Client).send(new GetBucketTaggingCommand({ Bucket: bucket }));
      return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
    } catch (error) {
      if (isNamed(error, 'NoSuchTagSet')) return {};
      throw error;
    }
  },
});

async function blockOf(session: Session, bucket: string): Promise<PublicAccessBlock | undefined> {
  try {
    const answer = await session.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return answer.PublicAccessBlockConfiguration && { ...answer.PublicAccessBlockConfiguration };
  } catch (error) {
    if (isNamed(error, 'NoSuchPublicAccessBlockConfiguration')) return undefined;
    throw error;
  }
}

async function heedsAcls(session: Session, bucket: string): Promise<boolean> {
  try {
    const { OwnershipControls } = await session
      .client(S3Client)
      .send(new GetBucketOwnershipControlsCommand({ Bucket: bucket }));
    return OwnershipControls?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced';
  } catch (error) {
    // Buckets from before 2023-04 have no controls; whoever writes an object owns it.
    if (isNamed(error, 'OwnershipControlsNotFoundError')) return true;
    throw error;
  }
}

async function objectIn(session: Session, bucket: string, key: string, version?: string): Promise<ObjectState> {
  const object = { key, ...(version && { version }) };
  try {
    const { Grants: grants = [] } = await session
      .client(S3Client)
      .send(new GetObjectAclCommand({ Bucket: bucket, Key: key, VersionId: version }));
    return { ...object, grants };
  } catch (error) {
    if (isNamed(error, 'AccessDenied')) return object;
    throw error;
  }
}

async function putBlock(session: Session, bucket: string, block: PublicAccessBlock): Promise<void> {
  await session
    .client(S3Client)
    .send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: block }));
}

/** Grants in headers, each with all its grantees: a grantee goes by the same name there as in an answer. */
async function putAcl(
  session: Session,
  bucket: string,
  { key: Key, version: VersionId }: Pick<ObjectState, 'key' | 'version'>,
  grants: readonly Grant[],
): Promise<void> {
  const to = (permission: Permission): string | undefined =>
    grants.flatMap((grant) => (grant.Permission === permission ? [grantee(grant)] : [])).join(', ') || undefined;
  const headers = {
    GrantFullControl: to('FULL_CONTROL'),
    GrantRead: to('READ'),
    GrantReadACP: to('READ_ACP'),
    GrantWriteACP: to('WRITE_ACP'),
  };
  const acl = grants.length > 0 ? headers : { ACL: 'private' as const };
  try {
    await session.client(S3Client).send(new PutObjectAclCommand({ Bucket: bucket, Key, VersionId, ...acl }));
  } catch (error) {
    // The bucket ignores public ACLs by now; an object that went, or that others own, needs no more.
    if (!isNamed(error, 'AccessDenied', 'AccessControlListNotSupported', 'NoSuchKey', 'NoSuchVersion')) throw error;
  }
}

function grantee({ Grantee }: Grant): string {
  if (Grantee?.URI) return `uri="${Grantee.URI}"`;
  return Grantee?.ID ? `id="${Grantee.ID}"` : `emailAddress="${Grantee?.EmailAddress}"`;
}

const grantKey = (grant: Grant): string => `${grantee(grant)} ${grant.Permission}`;
