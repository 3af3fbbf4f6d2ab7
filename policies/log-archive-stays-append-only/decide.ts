import type { LifecycleRule, ObjectLockConfiguration } from '@aws-sdk/client-s3';
import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import type { Keeping } from '../../lib/model/log-archive';
import { archiveBuckets } from './buckets';

export interface BucketState {
  readonly kind: 'bucket';
  readonly bucket: string;
  readonly exists: boolean;
  readonly versioned: boolean;
  readonly rules: readonly LifecycleRule[];
  readonly lock?: ObjectLockConfiguration;
}
/** What is put back, and nothing else. */
export interface Change {
  readonly bucket: string;
  readonly version: boolean;
  readonly rules?: readonly LifecycleRule[];
  readonly lock?: ObjectLockConfiguration;
}

export function decideBucket({ bucket, exists, versioned, rules, lock }: BucketState, facts: Facts): Decision<Change> {
  const keeping = archiveBuckets(facts).get(bucket);
  if (!keeping) return { kind: 'leave', because: 'not a bucket of the log archive' };
  if (!exists)
    return { kind: 'ask', because: `${bucket} is gone: deploy the log archive again, and look at its backups` };
  const forgets = rules.some((rule) => forgetsEarly(rule, keeping));
  const unlocked = keeping.lockedDays !== undefined && lockedDays(lock) < keeping.lockedDays;
  const problems = [
    ...(versioned ? [] : ['overwrites what it has']),
    ...(forgets ? ['deletes too early'] : []),
    ...(unlocked ? ['lets new objects be deleted'] : []),
  ];
  if (problems.length === 0) return { kind: 'leave', because: 'it keeps what it is given' };
  const change: Change = {
    bucket,
    version: !versioned,
    ...(forgets && { rules: [ruleOf(keeping)] }),
    ...(unlocked && { lock: lockOf(keeping.lockedDays as number) }),
  };
  return { kind: 'plan', change, because: `${bucket} ${problems.join(' and ')}` };
}

/** Whether a rule deletes before its time. What it moves to a colder place is kept, and a rule that is gone only costs money. */
function forgetsEarly({ Status, Expiration, NoncurrentVersionExpiration }: LifecycleRule, keeping: Keeping): boolean {
  if (Status !== 'Enabled') return false;
  const { Days, Date: date } = Expiration ?? {};
  const replaced = NoncurrentVersionExpiration?.NoncurrentDays;
  return (
    date !== undefined ||
    (Days !== undefined && Days < keeping.expireAfterDays) ||
    (replaced !== undefined && replaced < keeping.expireReplacedAfterDays)
  );
}

function lockedDays(lock: ObjectLockConfiguration | undefined): number {
  const { Mode, Days = 0, Years = 0 } = lock?.Rule?.DefaultRetention ?? {};
  return Mode === undefined ? 0 : Days + 365 * Years;
}

/** As the stack of the log archive deploys it, in the API's words. */
export function ruleOf({ expireAfterDays, coldAfterDays, expireReplacedAfterDays }: Keeping): LifecycleRule {
  return {
    ID: 'KeepThenExpire',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    Transitions: [{ StorageClass: 'GLACIER_IR', Days: coldAfterDays }],
    Expiration: { Days: expireAfterDays },
    NoncurrentVersionExpiration: { NoncurrentDays: expireReplacedAfterDays },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
}

export const lockOf = (Days: number): ObjectLockConfiguration => ({
  ObjectLockEnabled: 'Enabled',
  Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days } },
});
