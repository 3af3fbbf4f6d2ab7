import { type ArchiveBucket, archiveBuckets } from '../../lib/model/archive-buckets';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';

export const bucketType = 'AWS::S3::Bucket';

/** Undefined when the archive has no bucket of that name. */
export function bucketNamed(name: string, facts: Facts): ArchiveBucket | undefined {
  return archiveBuckets(facts).find((bucket) => bucket.name === name);
}

export function resourceOf({ name, region }: ArchiveBucket, { partition, logArchiveAccount }: Facts): Resource {
  const arn = `arn:${partition}:s3:::${name}`;
  return { type: bucketType, id: name, arn, account: logArchiveAccount, region };
}
