import {
  DeletePublicAccessBlockCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { defineFix } from '../../lib/model/guardrail';
import { missingFlags, type PublicAccessBlock, wholeBlock } from '../../lib/policy/public-access-block';

interface State {
  readonly bucket: string;
  /** Absent when the bucket has none. */
  readonly block?: PublicAccessBlock;
}

interface Change {
  readonly bucket: string;
}

// The block overrules public policies and ACLs alike, so nobody's policy or ACL is rewritten and undo is exact.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      // PutBucketPublicAccessBlock is what IAM calls deleting the block, too.
      actions: ['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 's3:GetBucketTagging'],
      resources: ['arn:aws:s3:::*'],
    },
    {
      actions: ['s3:ListAllMyBuckets'],
      resources: ['*'],
      because: 'listing buckets has no resource to name; the hourly look needs it',
    },
  ],

  async read({ id: bucket }, session) {
    try {
      const { PublicAccessBlockConfiguration: block } = await session
        .client(S3Client)
        .send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
      return { bucket, ...(block && { block: { ...block } }) };
    } catch (error) {
      if (isNamed(error, 'NoSuchPublicAccessBlockConfiguration')) return { bucket };
      if (isNamed(error, 'NoSuchBucket')) return undefined;
      throw error;
    }
  },

  decide({ bucket, block }) {
    const missing = missingFlags(block);
    if (missing.length === 0) return { kind: 'leave', because: 'it blocks public access' };
    return { kind: 'plan', change: { bucket }, because: `${bucket} lacks ${missing.join(', ')}` };
  },

  async apply({ bucket }, session) {
    await session
      .client(S3Client)
      .send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: wholeBlock }));
  },

  async undo({ bucket, block }, _change, session) {
    const command = block
      ? new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: block })
      : new DeletePublicAccessBlockCommand({ Bucket: bucket });
    // Put and Delete take different inputs to the same empty answer.
    await session.client(S3Client).send(command as PutPublicAccessBlockCommand);
  },

  async tags({ id: bucket }, session) {
    try {
      const { TagSet } = await session.client(S3Client).send(new GetBucketTaggingCommand({ Bucket: bucket }));
      return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
    } catch (error) {
      if (isNamed(error, 'NoSuchTagSet')) return {};
      throw error;
    }
  },
});

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
