import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { type ArchiveBucket, archiveBuckets } from '../../model/archive-buckets';
import { logKeyAlias, logTraits } from '../../model/log-archive';
import type { Organization, Region } from '../../model/organization';
import { logBucketPolicy } from '../../policy/log-bucket-policy';
import { logEncryption } from '../../policy/log-key-policy';
import { EncryptionKey } from '../encryption-key';
import { logArchiveFacts } from './log-archive-facts';
import { LogBucket } from './log-bucket';

export interface ArchiveRegion {
  readonly organization: Organization;
  readonly region: Region;
  /** Where what arrives in that bucket is copied to. */
  readonly copiesOf?: (bucket: ArchiveBucket) => CfnBucket.ReplicationConfigurationProperty | undefined;
}

/** What is added beside it needs. */
export interface Archive {
  /** ARN; undefined where every bucket takes Amazon's own. */
  readonly key: string | undefined;
  /** Name of the bucket that records who reads the others. */
  readonly accessLogs: string;
}

/** What the log archive has in one region: its buckets, and the key of those that take one. */
export function addArchiveRegion(scope: Construct, { organization, region, copiesOf }: ArchiveRegion): Archive {
  const facts = logArchiveFacts(organization);
  const buckets = archiveBuckets(facts).filter((bucket) => bucket.region === region);
  const key = buckets.some(takesKey)
    ? new EncryptionKey(scope, 'LogKey', {
        alias: logKeyAlias,
        description: 'Encrypts the logs of the organization',
        partition: facts.partition,
        // Copies are encrypted by a role of the same account.
        statements: region === facts.homeRegion ? logEncryption(facts) : [],
      }).arn
    : undefined;
  const add = (bucket: ArchiveBucket, accessLogs?: string) => {
    const copies = copiesOf?.(bucket);
    return new LogBucket(scope, `${bucket.kind.slice(0, 1).toUpperCase()}${bucket.kind.slice(1)}Logs`, {
      name: bucket.name,
      keeping: bucket.keeping,
      policy: logBucketPolicy(bucket, facts),
      ...(key !== undefined && takesKey(bucket) && { key }),
      ...(accessLogs !== undefined && { accessLogs }),
      ...(copies && { copies }),
    });
  };
  const [access, ...others] = buckets.toSorted((one, other) => isAccess(other) - isAccess(one));
  if (!access) throw new Error(`${organization.name}: the log archive has no bucket in ${region}`);
  const { name: accessLogs } = add(access);
  for (const bucket of others) add(bucket, accessLogs);
  return { key, accessLogs };
}

const isAccess = ({ kind }: ArchiveBucket): number => (kind === 'access' ? 1 : 0);
const takesKey = ({ kind }: ArchiveBucket): boolean => logTraits[kind].encryptedBy === 'our key';
