import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Keeping, ObjectLock } from '../../model/logs';
import type { PolicyDocument } from '../../policy/policy-document';
import { retain } from '../retain';

export interface LogBucketProps {
  readonly name: string;
  /** ARN; without it Amazon S3 encrypts with its own key, which not every writer can do without. */
  readonly key?: string;
  readonly keeping: Keeping;
  /** Name of the bucket that records who reads this one. */
  readonly accessLogs?: string;
  readonly policy: PolicyDocument;
  /** Where every object is copied to. */
  readonly copies?: CfnBucket.ReplicationConfigurationProperty;
}

/** A bucket that keeps logs: private, encrypted, versioned, retained when its stack goes. */
export class LogBucket extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { lock } = props.keeping;
    const bucket = new CfnBucket(this, 'Bucket', {
      bucketName: props.name,
      versioningConfiguration: { status: 'Enabled' },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      bucketEncryption: { serverSideEncryptionConfiguration: [encryption(props.key)] },
      lifecycleConfiguration: { rules: lifecycle(props.keeping) },
      ...(lock && lockedBy(lock)),
      ...(props.accessLogs !== undefined && {
        loggingConfiguration: { destinationBucketName: props.accessLogs, logFilePrefix: `${props.name}/` },
      }),
      ...(props.copies && { replicationConfiguration: props.copies }),
    });
    retain(bucket);
    this.name = bucket.ref;
    const policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: props.name,
      policyDocument: props.policy,
    });
    policy.addResourceDependency(bucket);
  }
}

// A bucket key turns a KMS call per object into one per batch.
function encryption(key: string | undefined): CfnBucket.ServerSideEncryptionRuleProperty {
  return key === undefined
    ? { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key } };
}

function lockedBy({ mode, days }: ObjectLock): Pick<CfnBucket, 'objectLockEnabled' | 'objectLockConfiguration'> {
  const defaultRetention = { mode: mode.toUpperCase(), days };
  return {
    objectLockEnabled: true,
    objectLockConfiguration: { objectLockEnabled: 'Enabled', rule: { defaultRetention } },
  };
}

function lifecycle({ coldAfterDays, expireAfterDays, expireReplacedAfterDays }: Keeping): CfnBucket.RuleProperty[] {
  return [
    {
      id: 'KeepThenExpire',
      status: 'Enabled',
      ...(coldAfterDays !== undefined && {
        transitions: [{ storageClass: 'GLACIER_IR', transitionInDays: coldAfterDays }],
      }),
      expirationInDays: expireAfterDays,
      noncurrentVersionExpiration: { noncurrentDays: expireReplacedAfterDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}
