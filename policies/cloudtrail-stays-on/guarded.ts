import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { logArchiveNames } from '../../lib/model/log-archive';
import { trailName } from '../../lib/model/platform';

/** The organization's own trail and no other: the fix is for it alone. */
export const trailType = 'AWS::CloudTrail::Trail';
/** Another's trail, event data store or channel. */
export const foreignType = 'AWS::CloudTrail::Foreign';
export const bucketPolicyType = 'AWS::S3::BucketPolicy';
export const keyType = 'AWS::KMS::Alias';

/** The organization's trail: only where it was made can it be changed, its copies elsewhere are shadows. */
export function ownTrail(facts: Facts): Resource {
  const arn = logArchiveNames(facts).trailArn;
  return { type: trailType, id: trailName, arn, account: facts.managementAccount, region: facts.homeRegion };
}

/** What lets CloudTrail write into the log archive. */
export function trailBucketAccess(facts: Facts): Resource {
  const { trailBucket } = logArchiveNames(facts);
  return inArchive(facts, bucketPolicyType, trailBucket, `arn:${facts.partition}:s3:::${trailBucket}`);
}

/** The key that encrypts the logs, by its alias: events name keys by ids that nobody knows beforehand. */
export function logKey(facts: Facts): Resource {
  const { keyAlias, keyAliasArn } = logArchiveNames(facts);
  return inArchive(facts, keyType, `alias/${keyAlias}`, keyAliasArn);
}

function inArchive({ logArchiveAccount, homeRegion }: Facts, type: string, id: string, arn: string): Resource {
  return { type, id, arn, account: logArchiveAccount, region: homeRegion };
}
