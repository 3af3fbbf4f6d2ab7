import type { Facts } from './facts';
import type { Region } from './organization';
import { trailName } from './platform';

/** What names in the log archive follow from. */
export type LogArchiveFacts = Pick<Facts, 'partition' | 'homeRegion' | 'managementAccount' | 'logArchiveAccount'>;

/** What the archive keeps, each kind in buckets of its own. */
export const logKinds = ['trail', 'config', 'flow', 'dns', 'loadBalancer', 'session', 'fixes', 'access'] as const;
export type LogKind = (typeof logKinds)[number];

/** Buckets' names begin so, in whatever account and region the log archive is. */
export const bucketPrefixes = {
  trail: 'breakwater-trail-',
  config: 'breakwater-config-',
  flow: 'breakwater-flow-logs-',
  dns: 'breakwater-dns-logs-',
  loadBalancer: 'breakwater-load-balancer-logs-',
  session: 'breakwater-session-logs-',
  fixes: 'breakwater-fix-history-',
  access: 'breakwater-access-logs-',
} as const satisfies Record<LogKind, string>;

/** The bucket of a kind of logs; its policy lets those who log write from any account of the organization. */
export function logBucketName(
  kind: LogKind,
  { logArchiveAccount, homeRegion }: Pick<LogArchiveFacts, 'logArchiveAccount' | 'homeRegion'>,
  region: Region = homeRegion,
): string {
  return `${bucketPrefixes[kind]}${logArchiveAccount}-${region}`;
}

/** Names that the log archive, those who write to it and those who watch it agree on before any of it exists. */
export interface LogArchiveNames {
  readonly trailBucket: string;
  readonly accessLogBucket: string;
  readonly keyAlias: string;
  /** CloudTrail takes a key by alias, whose ARN is known before the key is. */
  readonly keyAliasArn: string;
  readonly trailArn: string;
}

export const trailBucketPrefix = bucketPrefixes.trail;
export const accessLogBucketPrefix = bucketPrefixes.access;
export const logKeyAlias = 'breakwater-logs';

export function logArchiveNames(facts: LogArchiveFacts): LogArchiveNames {
  const { partition, homeRegion, managementAccount, logArchiveAccount } = facts;
  return {
    trailBucket: logBucketName('trail', facts),
    accessLogBucket: logBucketName('access', facts),
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
