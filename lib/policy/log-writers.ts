import type { Facts } from '../model/facts';
import { type LogArchiveFacts, type LogKind, logArchiveNames } from '../model/log-archive';
import type { Region } from '../model/organization';
import { ledgerHistoryRoleName, roleArn } from '../model/platform';
import type { IamStatement } from './policy-document';

/** What says who may write to the archive. No list of accounts: it would be wrong with the next account. */
export type ArchiveFacts = LogArchiveFacts & Pick<Facts, 'organization' | 'securityAccount'>;

export interface Destination {
  readonly facts: ArchiveFacts;
  readonly region: Region;
  /** ARN. */
  readonly bucket: string;
}

/** Who may write a kind of logs, and where in its bucket. */
export const logWriters: Readonly<Record<LogKind, (to: Destination) => readonly IamStatement[]>> = {
  trail: trailWrites,
  config: configWrites,
  flow: deliveredLogs,
  dns: deliveredLogs,
  loadBalancer: (to) => [loadBalancersWrite(to), ...deliveredLogs(to)],
  session: sessionsWrite,
  fixes: fixHistoryWrites,
  access: accessLogsArrive,
};

const ownedByArchive = { 's3:x-amz-acl': 'bucket-owner-full-control' };
// Whoever sent the service writes under its own number, and so in nobody's name but its own.
const ownFolder = 'AWSLogs/${aws:SourceAccount}';

/** Management's own logs, and everybody's under the organization's id. */
function trailWrites({ bucket, facts }: Destination): readonly IamStatement[] {
  const { managementAccount, organization } = facts;
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const fromTrail = { 'aws:SourceArn': logArchiveNames(facts).trailArn };
  const fromOrganization = { 'aws:SourceOrgID': organization };
  return [
    {
      Sid: 'TrailLooks',
      Effect: 'Allow',
      Principal,
      Action: 's3:GetBucketAcl',
      Resource: bucket,
      Condition: { StringEquals: fromTrail, StringEqualsIfExists: fromOrganization },
    },
    {
      Sid: 'TrailWrites',
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: [`${bucket}/AWSLogs/${managementAccount}/*`, `${bucket}/AWSLogs/${organization}/*`],
      Condition: { StringEquals: { ...fromTrail, ...ownedByArchive }, StringEqualsIfExists: fromOrganization },
    },
  ];
}

// As itself and not as its role: the service-linked role may not write to buckets.
function configWrites({ bucket, facts }: Destination): readonly IamStatement[] {
  const Principal = { Service: 'config.amazonaws.com' };
  const fromOrganization = { 'aws:SourceOrgID': facts.organization };
  return [
    {
      Sid: 'ConfigLooks',
      Effect: 'Allow',
      Principal,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucket,
      Condition: { StringEquals: fromOrganization },
    },
    {
      Sid: 'ConfigWrites',
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: `${bucket}/${ownFolder}/Config/*`,
      Condition: { StringEquals: { ...fromOrganization, ...ownedByArchive } },
    },
  ];
}

/** VPC flow logs, DNS queries and network load balancers share one way of delivery. */
function deliveredLogs({ bucket, facts: { partition, organization } }: Destination): readonly IamStatement[] {
  const Principal = { Service: 'delivery.logs.amazonaws.com' };
  const fromOrganization = { 'aws:SourceOrgID': organization };
  const fromDelivery = { 'aws:SourceArn': `arn:${partition}:logs:*:*:*` };
  return [
    {
      Sid: 'DeliveryLooks',
      Effect: 'Allow',
      Principal,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucket,
      Condition: { StringEquals: fromOrganization, ArnLike: fromDelivery },
    },
    {
      Sid: 'DeliveryWrites',
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: `${bucket}/${ownFolder}/*`,
      Condition: { StringEquals: { ...fromOrganization, ...ownedByArchive }, ArnLike: fromDelivery },
    },
  ];
}

/** Of application load balancers; in every region as this service, no longer as an account of AWS. */
function loadBalancersWrite({ bucket, region, facts: { partition, organization } }: Destination): IamStatement {
  return {
    Sid: 'LoadBalancersWrite',
    Effect: 'Allow',
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucket}/AWSLogs/*`,
    Condition: {
      StringEquals: { 'aws:SourceOrgID': organization },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:elasticloadbalancing:${region}:*:loadbalancer/*` },
    },
  };
}

// The agent writes with the role of its instance, which asks first how the bucket encrypts.
function sessionsWrite({ bucket, facts: { organization } }: Destination): readonly IamStatement[] {
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': organization } };
  return [
    {
      Sid: 'InstancesLook',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetEncryptionConfiguration',
      Resource: bucket,
      Condition,
    },
    {
      Sid: 'InstancesWrite',
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:PutObject', 's3:PutObjectAcl'],
      Resource: `${bucket}/\${aws:PrincipalAccount}/*`,
      Condition,
    },
  ];
}

function fixHistoryWrites({ bucket, facts }: Destination): readonly IamStatement[] {
  const { partition, organization, securityAccount } = facts;
  return [
    {
      Sid: 'FixHistoryWrites',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${securityAccount}:root` },
      Action: ['s3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads', 's3:PutObject'],
      Resource: [bucket, `${bucket}/*`],
      Condition: {
        ArnLike: { 'aws:PrincipalArn': roleArn(partition, securityAccount, ledgerHistoryRoleName) },
        StringEquals: { 'aws:PrincipalOrgID': organization },
      },
    },
  ];
}

/** S3 records who reads any of our buckets in the same region. */
function accessLogsArrive({ bucket, region, facts }: Destination): readonly IamStatement[] {
  const { partition, logArchiveAccount } = facts;
  return [
    {
      Sid: 'AccessLogsArrive',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::breakwater-*-${logArchiveAccount}-${region}` },
        StringEquals: { 'aws:SourceAccount': logArchiveAccount },
      },
    },
  ];
}
