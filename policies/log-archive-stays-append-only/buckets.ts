import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { accessLogKeeping, type Keeping, logArchiveNames, trailKeeping } from '../../lib/model/log-archive';

export const bucketType = 'AWS::S3::Bucket';

/** Every bucket of the archive, by its name, and how long it keeps things. */
export function archiveBuckets(facts: Facts): ReadonlyMap<string, Keeping> {
  const { trailBucket, accessLogBucket } = logArchiveNames(facts);
  return new Map([
    [trailBucket, trailKeeping],
    [accessLogBucket, accessLogKeeping],
  ]);
}

export function bucketNamed(id: string, { partition, logArchiveAccount, homeRegion }: Facts): Resource {
  const arn = `arn:${partition}:s3:::${id}`;
  return { type: bucketType, id, arn, account: logArchiveAccount, region: homeRegion };
}
