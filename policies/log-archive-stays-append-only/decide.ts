import type { LifecycleRule, ObjectLockConfiguration } from '@aws-sdk/client-s3';
import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import type { Keeping, ObjectLock } from '../../lib/model/logs';
import { bucketNamed } from './buckets';

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
  const keeping = bucketNamed(bucket, facts)?.keeping;
  if (!keeping) return { kind: 'leave', because: 'not a bucket of the log archive' };
  if (!exists)
    return { kind: 'ask', because: `${bucket} is gone: deploy the log archive again, and look at its backups` };
  const forgets = rules.some((rule) => forgetsEarly(rule, keeping));
  const unlocked = keeping.lock !== undefined && !locksAsLong(lock, keeping.lock);
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
    ...(unlocked && { lock: lockOf(keeping.lock) }),
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

function locksAsLong(found: ObjectLockConfiguration | undefined, wanted: ObjectLock): boolean {
  const { Mode, Days = 0, Years = 0 } = found?.Rule?.DefaultRetention ?? {};
  if (Mode === undefined || (wanted.mode === 'compliance' && Mode !== 'COMPLIANCE')) return false;
  return Days + 365 * Years >= wanted.days;
}

/** As the stack of the log archive deploys it, in the API's words. */
export function ruleOf({ expireAfterDays, coldAfterDays, expireReplacedAfterDays }: Keeping): LifecycleRule {
  return {
    ID: 'KeepThenExpire',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    ...(coldAfterDays !== undefined && { Transitions: [{ StorageClass: 'GLACIER_IR' as const, Days: coldAfterDays }] }),
    Expiration: { Days: expireAfterDays },
    NoncurrentVersionExpiration: { NoncurrentDays: expireReplacedAfterDays },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
}

export const lockOf = ({ mode, days }: ObjectLock): ObjectLockConfiguration => ({
  ObjectLockEnabled: 'Enabled',
  Rule: { DefaultRetention: { Mode: mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE', Days: days } },
});
