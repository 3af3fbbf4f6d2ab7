import type { Facts } from './facts';
import { trailName } from './platform';

/** What names in the log archive follow from. */
export type LogArchiveFacts = Pick<Facts, 'partition' | 'homeRegion' | 'managementAccount' | 'logArchiveAccount'>;

/** Names that the log archive, those who write to it and those who watch it agree on before any of it exists. */
export interface LogArchiveNames {
  readonly trailBucket: string;
  readonly accessLogBucket: string;
  readonly keyAlias: string;
  /** CloudTrail takes a key by alias, whose ARN is known before the key is. */
  readonly keyAliasArn: string;
  readonly trailArn: string;
}

/** Buckets' names begin so, in whatever account and region the log archive is. */
export const trailBucketPrefix = 'breakwater-trail-';
export const accessLogBucketPrefix = 'breakwater-access-logs-';
export const logKeyAlias = 'breakwater-logs';

export function logArchiveNames(facts: LogArchiveFacts): LogArchiveNames {
  const { partition, homeRegion, managementAccount, logArchiveAccount } = facts;
  return {
    trailBucket: `${trailBucketPrefix}${logArchiveAccount}-${homeRegion}`,
    accessLogBucket: `${accessLogBucketPrefix}${logArchiveAccount}-${homeRegion}`,
    keyAlias: logKeyAlias,
    keyAliasArn: `arn:${partition}:kms:${homeRegion}:${logArchiveAccount}:alias/${logKeyAlias}`,
    trailArn: `arn:${partition}:cloudtrail:${homeRegion}:${managementAccount}:trail/${trailName}`,
  };
}

/** How long a bucket of the archive keeps what it is given. */
export interface Keeping {
  /** How long nobody may delete an object; without it the bucket has no object lock. */
  readonly lockedDays?: number;
  readonly expireAfterDays: number;
  readonly coldAfterDays: number;
  /** Of versions that another one has replaced. */
  readonly expireReplacedAfterDays: number;
}

const cold = { coldAfterDays: 90, expireReplacedAfterDays: 90 };
export const trailKeeping: Keeping = { lockedDays: 365, expireAfterDays: 7 * 365, ...cold };
export const accessLogKeeping: Keeping = { expireAfterDays: 365, ...cold };
