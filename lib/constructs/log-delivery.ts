import { accountWithRole, type Organization } from '../model/organization';
import type { LogArchiveNames } from './log-archive-names';
import type { IamStatement } from './policy-document';

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };

/** CloudTrail may use the key for the organization's trail and for no other. */
export function trailEncryption(organization: Organization, trailArn: string): readonly IamStatement[] {
  const management = accountWithRole(organization, 'management').id;
  const trails = `arn:${organization.partition}:cloudtrail:*:${management}:trail/*`;
  const fromTrail = { 'aws:SourceArn': trailArn };
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

/** CloudTrail may write for the organization's trail: management's own logs, and everybody's under the organization's id. */
export function trailDelivery(organization: Organization, names: LogArchiveNames): readonly IamStatement[] {
  const bucket = `arn:${organization.partition}:s3:::${names.trailBucket}`;
  const management = accountWithRole(organization, 'management').id;
  const organizationId = String(organization.id);
  const fromTrail = { 'aws:SourceArn': names.trailArn };
  const fromOrganization = { 'aws:SourceOrgID': organizationId };
  return [
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
      Resource: [`${bucket}/AWSLogs/${management}/*`, `${bucket}/AWSLogs/${organizationId}/*`],
      Condition: {
        StringEquals: { ...fromTrail, 's3:x-amz-acl': 'bucket-owner-full-control' },
        StringEqualsIfExists: fromOrganization,
      },
    },
  ];
}

/** S3 may record who reads the trail's bucket. */
export function accessLogDelivery(organization: Organization, names: LogArchiveNames): readonly IamStatement[] {
  const { partition } = organization;
  return [
    {
      Sid: 'AccessLogsArrive',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:${partition}:s3:::${names.accessLogBucket}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${names.trailBucket}` },
        StringEquals: { 'aws:SourceAccount': String(accountWithRole(organization, 'log-archive').id) },
      },
    },
  ];
}
