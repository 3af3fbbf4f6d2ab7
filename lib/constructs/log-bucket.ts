import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Keeping } from '../model/log-archive';
import type { PolicyDocument } from '../policy/policy-document';
import { retain } from './retain';

export interface LogBucketProps {
  readonly name: string;
  /** ARN of the key; S3's own key where the writer can use no other. */
  readonly key?: string;
  readonly keeping: Keeping;
  /** Name of the bucket that records who reads this one. */
  readonly accessLogs?: string;
  /** Who may write, and how. */
  readonly policy: PolicyDocument;
}

/** A bucket that only ever receives: private, versioned, TLS-only, retained. */
export class LogBucket extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
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
      ...(props.keeping.lockedDays !== undefined && lock(props.keeping.lockedDays)),
      ...(props.accessLogs !== undefined && {
        loggingConfiguration: { destinationBucketName: props.accessLogs, logFilePrefix: `${props.name}/` },
      }),
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

// Governance and not compliance: the log archive's own administrators can still honour a lawful deletion.
function lock(days: number): Pick<CfnBucket, 'objectLockEnabled' | 'objectLockConfiguration'> {
  return {
    objectLockEnabled: true,
    objectLockConfiguration: { objectLockEnabled: 'Enabled', rule: { defaultRetention: { mode: 'GOVERNANCE', days } } },
  };
}

function lifecycle(keeping: Keeping): CfnBucket.RuleProperty[] {
  return [
    {
      id: 'KeepThenExpire',
      status: 'Enabled',
      transitions: [{ storageClass: 'GLACIER_IR', transitionInDays: keeping.coldAfterDays }],
      expirationInDays: keeping.expireAfterDays,
      noncurrentVersionExpiration: { noncurrentDays: keeping.expireReplacedAfterDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}
