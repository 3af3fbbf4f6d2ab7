import type { Facts } from '../model/facts';
import { type LogArchiveFacts, logArchiveNames } from '../model/log-archive';
import { accountDecides, type IamStatement, onlyOverTls, policyDocument } from './policy-document';

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };

/** Policy of the key that encrypts the logs. */
export function logKeyPolicy(facts: LogArchiveFacts) {
  return policyDocument(accountDecides(facts.partition, facts.logArchiveAccount), ...trailEncryption(facts));
}

/** CloudTrail may use the key for the organization's trail and for no other. */
export function trailEncryption(facts: LogArchiveFacts): readonly IamStatement[] {
  const { partition, managementAccount } = facts;
  const trails = `arn:${partition}:cloudtrail:*:${managementAccount}:trail/*`;
  const fromTrail = { 'aws:SourceArn': logArchiveNames(facts).trailArn };
  return [
    {
      Sid: 'TrailEncrypts',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: { StringEquals: fromTrail, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails } },
    },
    {
      Sid: 'TrailDescribes',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: fromTrail },
    },
  ];
}

/** Policy of the trail's bucket: CloudTrail may write management's own logs, and everybody's under the organization's id. */
export function trailBucketPolicy(facts: LogArchiveFacts & Pick<Facts, 'organization'>) {
  const { partition, managementAccount, organization } = facts;
  const { trailBucket, trailArn } = logArchiveNames(facts);
  const bucket = `arn:${partition}:s3:::${trailBucket}`;
  const fromTrail = { 'aws:SourceArn': trailArn };
  const fromOrganization = { 'aws:SourceOrgID': organization };
  return policyDocument(
    onlyOverTls('s3:*', bucket, `${bucket}/*`),
    {
      Sid: 'TrailLooks',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: bucket,
      Condition: { StringEquals: fromTrail, StringEqualsIfExists: fromOrganization },
    },
    {
      Sid: 'TrailWrites',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:PutObject',
      Resource: [`${bucket}/AWSLogs/${managementAccount}/*`, `${bucket}/AWSLogs/${organization}/*`],
      Condition: {
        StringEquals: { ...fromTrail, 's3:x-amz-acl': 'bucket-owner-full-control' },
        StringEqualsIfExists: fromOrganization,
      },
    },
  );
}

/** Policy of the access logs' bucket: S3 may record who reads the trail's bucket. */
export function accessLogBucketPolicy(facts: LogArchiveFacts) {
  const { partition, logArchiveAccount } = facts;
  const { trailBucket, accessLogBucket } = logArchiveNames(facts);
  const bucket = `arn:${partition}:s3:::${accessLogBucket}`;
  return policyDocument(onlyOverTls('s3:*', bucket, `${bucket}/*`), {
    Sid: 'AccessLogsArrive',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucket}/*`,
    Condition: {
      ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${trailBucket}` },
      StringEquals: { 'aws:SourceAccount': logArchiveAccount },
    },
  });
}
