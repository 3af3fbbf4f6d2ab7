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

/** What Athena answered; no log, so outside the archive's promises. */
export const queryResultPrefix = 'breakwater-query-results-';

/** What those who write a kind of logs can cope with. */
export interface LogTraits {
  /** Who writes it: an AWS service as itself, or a role of ours or of an instance. */
  readonly writtenBy: 'service' | 'role';
  /** Load balancers and server access logs write to buckets with Amazon S3 managed keys only. */
  readonly encryptedBy: 'our key' | 'Amazon S3';
  /** AWS Config and server access logs deliver nothing to a bucket with object lock. */
  readonly lockable: boolean;
  /** Load balancers and server access logs need a bucket in their own region, so these have nothing to copy elsewhere. */
  readonly where: 'home region' | 'every region';
}

const centrally = { writtenBy: 'service', encryptedBy: 'our key', lockable: true, where: 'home region' } as const;
const regionally = { writtenBy: 'service', encryptedBy: 'Amazon S3', where: 'every region' } as const;
export const logTraits: Readonly<Record<LogKind, LogTraits>> = {
  trail: centrally,
  config: { ...centrally, lockable: false },
  flow: centrally,
  dns: centrally,
  loadBalancer: { ...regionally, lockable: true },
  session: { ...centrally, writtenBy: 'role' },
  fixes: { ...centrally, writtenBy: 'role' },
  access: { ...regionally, lockable: false },
};

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
