import type { ArchiveBucket } from '../model/archive-buckets';
import { logBucketName, logTraits } from '../model/log-archive';
import { type ArchiveFacts, logWriters } from './log-writers';
import { type IamStatement, onlyOverTls, type PolicyDocument, policyDocument } from './policy-document';

/** Policy of a bucket of the archive: who logs may write, from anywhere in the organization, and nobody else. */
export function logBucketPolicy(
  { kind, name, region, isCopy }: Pick<ArchiveBucket, 'kind' | 'name' | 'region' | 'isCopy'>,
  facts: ArchiveFacts,
): PolicyDocument {
  const bucket = `arn:${facts.partition}:s3:::${name}`;
  return policyDocument(
    onlyOverTls('s3:*', bucket, `${bucket}/*`),
    ...(logTraits[kind].encryptedBy === 'our key' ? [onlyOurKeys(bucket, region, facts)] : []),
    // Replication writes as a role of the same account, which its own policy lets.
    ...(isCopy ? [] : logWriters[kind]({ facts, region, bucket })),
  );
}

/** The one that CloudTrail's logs depend on. */
export function trailBucketPolicy(facts: ArchiveFacts): PolicyDocument {
  const name = logBucketName('trail', facts);
  return logBucketPolicy({ kind: 'trail', name, region: facts.homeRegion, isCopy: false }, facts);
}

/** Who names a key names one of ours; who names none gets the bucket's. */
function onlyOurKeys(bucket: string, region: string, { partition, logArchiveAccount }: ArchiveFacts): IamStatement {
  const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  return {
    Sid: 'OnlyOurKeys',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `${bucket}/*`,
    Condition: {
      Null: { [key]: 'false' },
      ArnNotLike: { [key]: `arn:${partition}:kms:${region}:${logArchiveAccount}:*` },
    },
  };
}
