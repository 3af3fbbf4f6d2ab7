import { logArchiveNames, logBucketName } from '../model/log-archive';
import { ledgerHistoryRoleName, roleArn } from '../model/platform';
import type { ArchiveFacts } from './log-writers';
import { accountDecides, type IamStatement, policyDocument } from './policy-document';

/** Policy of the key that encrypts the logs. */
export function logKeyPolicy(facts: ArchiveFacts) {
  return policyDocument(accountDecides(facts.partition, facts.logArchiveAccount), ...logEncryption(facts));
}

/** Who writes logs may encrypt them. Nobody outside the log archive's account may decrypt but what it writes itself. */
export function logEncryption(facts: ArchiveFacts): readonly IamStatement[] {
  return [...trailEncrypts(facts), ...servicesEncrypt(facts), ...rolesEncrypt(facts)];
}

/** CloudTrail may use the key for the organization's trail and for no other. */
function trailEncrypts(facts: ArchiveFacts): readonly IamStatement[] {
  const { partition, managementAccount } = facts;
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const trails = `arn:${partition}:cloudtrail:*:${managementAccount}:trail/*`;
  const fromTrail = { 'aws:SourceArn': logArchiveNames(facts).trailArn };
  return [
    {
      Sid: 'TrailEncrypts',
      Effect: 'Allow',
      Principal,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: { StringEquals: fromTrail, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails } },
    },
    {
      Sid: 'TrailDescribes',
      Effect: 'Allow',
      Principal,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: fromTrail },
    },
  ];
}

function servicesEncrypt({ organization }: ArchiveFacts): readonly IamStatement[] {
  const Condition = { StringEquals: { 'aws:SourceOrgID': organization } };
  return [
    {
      Sid: 'ConfigEncrypts',
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition,
    },
    {
      Sid: 'DeliveryEncrypts',
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition,
    },
  ];
}

// S3 names the bucket in the context of its bucket key, so none of them can decrypt another kind of logs.
function rolesEncrypt(facts: ArchiveFacts): readonly IamStatement[] {
  const { partition, organization, securityAccount, homeRegion } = facts;
  const encrypt = (kind: 'session' | 'fixes') => ({
    Effect: 'Allow' as const,
    // An upload in parts decrypts the key that its first part was given.
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: {
      StringEquals: {
        'aws:PrincipalOrgID': organization,
        'kms:EncryptionContext:aws:s3:arn': `arn:${partition}:s3:::${logBucketName(kind, facts)}`,
      },
      StringLike: { 'kms:ViaService': `s3.${homeRegion}.*` },
    },
  });
  const sessions = encrypt('session');
  const fixes = encrypt('fixes');
  const historian = roleArn(partition, securityAccount, ledgerHistoryRoleName);
  return [
    { Sid: 'InstancesEncrypt', Principal: { AWS: '*' }, ...sessions },
    {
      Sid: 'FixHistoryEncrypts',
      Principal: { AWS: `arn:${partition}:iam::${securityAccount}:root` },
      ...fixes,
      Condition: { ...fixes.Condition, ArnLike: { 'aws:PrincipalArn': historian } },
    },
  ];
}
