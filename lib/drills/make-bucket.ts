import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Session } from '../model/guardrail';
import { isNamed } from '../model/is-named';

/** Makes a bucket in the session's region, if it is not there. */
export async function makeBucket(session: Session, Bucket: string): Promise<void> {
  // us-east-1 is the one region that must not be named.
  const elsewhere = session.region !== 'us-east-1';
  const CreateBucketConfiguration = { LocationConstraint: session.region as never };
  try {
    await session
      .client(S3Client)
      .send(new CreateBucketCommand({ Bucket, ...(elsewhere && { CreateBucketConfiguration }) }));
  } catch (error) {
    if (!isNamed(error, 'BucketAlreadyExists', 'BucketAlreadyOwnedByYou')) throw error;
  }
}
