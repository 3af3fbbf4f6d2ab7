import { GetBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

/** `Enabled`, `Suspended`, empty where it never was on; undefined when the bucket is gone. */
export async function versioningOf(bucket: string, session: Session): Promise<string | undefined> {
  try {
    const { Status } = await session.client(S3Client).send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status ?? '';
  } catch (error) {
    if (isNamed(error, 'NoSuchBucket')) return undefined;
    throw error;
  }
}
