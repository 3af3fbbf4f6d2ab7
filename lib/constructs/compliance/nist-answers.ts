import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { type CfnResource, Stack } from 'aws-cdk-lib/core';

interface Answer {
  readonly rule: string;
  readonly isFor: (resource: CfnResource) => boolean;
  readonly reason: string;
}

/** What cdk-nag's NIST 800-53 R5 asks of every resource of a type and this house answers in another way, once for all of them. */
export const nistAnswers: readonly Answer[] = [
  {
    rule: 'IAMNoInlinePolicy',
    isFor: (resource) => resource instanceof CfnRole && resource.policies !== undefined,
    reason: 'a role and its one policy are reviewed, deployed and removed together, and nobody can attach it elsewhere',
  },
  {
    rule: 'LambdaInsideVPC',
    isFor: (resource) => resource instanceof CfnFunction,
    reason: 'it calls AWS APIs alone and listens to nobody; a VPC would add a path to the internet where there is none',
  },
  {
    rule: 'LambdaConcurrency',
    isFor: isFedByQueue,
    reason: 'its event source limits how many run at a time, and takes nothing from the account when it is idle',
  },
  {
    rule: 'LambdaDLQ',
    isFor: isFedByQueue,
    reason: 'its messages come from a queue, which has the dead-letter queue and the alarm on its depth',
  },
  {
    rule: 'CloudWatchLogGroupEncrypted',
    isFor: (resource) => resource instanceof CfnLogGroup && resource.kmsKeyId === undefined,
    reason: 'CloudWatch Logs encrypts at rest with a key of its own, and functions log ids and outcomes, no contents',
  },
  {
    rule: 'DynamoDBInBackupPlan',
    isFor: (resource) => resource instanceof CfnTable && resource.pointInTimeRecoverySpecification !== undefined,
    reason: 'it can be brought back to any second of 35 days, and its history is kept in the log archive',
  },
  {
    rule: 'S3BucketReplicationEnabled',
    isFor: (resource) => resource instanceof CfnBucket && resource.replicationConfiguration === undefined,
    reason: 'a copy in another region is for whoever pays for it to ask for, by logs.replicaRegion',
  },
  {
    rule: 'S3DefaultEncryptionKMS',
    isFor: (resource) => resource instanceof CfnBucket && JSON.stringify(encryptionOf(resource)).includes('AES256'),
    reason: 'who writes here, access logs and load balancers, can write to buckets with an Amazon S3 key only',
  },
  {
    rule: 'CloudTrailCloudWatchLogsEnabled',
    isFor: (resource) => resource instanceof CfnTrail && resource.cloudWatchLogsLogGroupArn === undefined,
    reason: 'events reach the hub through EventBridge and the log archive through Amazon S3; a third copy is a choice',
  },
];

function isFedByQueue(resource: CfnResource): boolean {
  if (!(resource instanceof CfnFunction)) return false;
  const siblings = resource.node.scope?.node.children ?? [];
  return siblings.some((sibling) => sibling instanceof CfnEventSourceMapping);
}

const encryptionOf = (bucket: CfnBucket): unknown => Stack.of(bucket).resolve(bucket.bucketEncryption) ?? null;
