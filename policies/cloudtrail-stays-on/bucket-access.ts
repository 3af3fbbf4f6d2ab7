import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import type { Decision, Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { trailBucketPolicy } from '../../lib/policy/log-bucket-policy';
import { onlyOverTls, policyDocument } from '../../lib/policy/policy-document';
import { sameDocument } from './same-document';

export interface BucketState {
  readonly kind: 'bucket';
  readonly bucket: string;
  readonly arn: string;
  readonly exists: boolean;
  /** JSON; absent when there is none. */
  readonly policy?: string;
}
export interface BucketChange {
  readonly kind: 'bucket';
  readonly bucket: string;
  readonly policy: string;
}

export async function readBucket({ id: bucket, arn }: Resource, session: Session): Promise<BucketState> {
  try {
    const { Policy } = await session.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return { kind: 'bucket', bucket, arn, exists: true, ...(Policy && { policy: Policy }) };
  } catch (error) {
    if (isNamed(error, 'NoSuchBucketPolicy')) return { kind: 'bucket', bucket, arn, exists: true };
    if (isNamed(error, 'NoSuchBucket')) return { kind: 'bucket', bucket, arn, exists: false };
    throw error;
  }
}

export function decideBucket({ bucket, exists, policy }: BucketState, facts: Facts): Decision<BucketChange> {
  if (!exists)
    return { kind: 'ask', because: `${bucket} is gone: deploy the log archive again, and look at its backups` };
  const wanted = trailBucketPolicy(facts);
  if (policy !== undefined && sameDocument(policy, wanted)) {
    return { kind: 'leave', because: 'CloudTrail may write to it' };
  }
  return {
    kind: 'plan',
    change: { kind: 'bucket', bucket, policy: JSON.stringify(wanted) },
    because: `${bucket} ${policy === undefined ? 'has no policy, so nothing is delivered' : 'has another policy than is deployed'}`,
  };
}

export async function applyBucket({ bucket, policy }: BucketChange, session: Session): Promise<void> {
  await session.client(S3Client).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
}

/** Where there was no policy, one that allows nobody anything stands for it: no fix deletes. */
export async function undoBucket({ bucket, arn, policy = nobody(arn) }: BucketState, session: Session): Promise<void> {
  await applyBucket({ kind: 'bucket', bucket, policy }, session);
}

function nobody(arn: string): string {
  return JSON.stringify(policyDocument(onlyOverTls('s3:*', arn, `${arn}/*`)));
}
