import type { Facts } from './facts';
import { type LogKind, logBucketName, logKinds, logTraits } from './log-archive';
import { defaultLogs, type Keeping } from './logs';
import type { Region } from './organization';

export interface ArchiveBucket {
  readonly kind: LogKind;
  readonly name: string;
  readonly region: Region;
  readonly keeping: Keeping;
  /** Whether it is filled by replication and by nothing else. */
  readonly isCopy: boolean;
}

export type ArchiveBucketFacts = Pick<Facts, 'homeRegion' | 'governedRegions' | 'logArchiveAccount' | 'logs'>;

/** Every bucket of the log archive: what is deployed, and what is put back. */
export function archiveBuckets(facts: ArchiveBucketFacts): readonly ArchiveBucket[] {
  return [...new Set([facts.homeRegion, ...facts.governedRegions])].flatMap((region) => bucketsIn(region, facts));
}

function bucketsIn(region: Region, facts: ArchiveBucketFacts): readonly ArchiveBucket[] {
  const { keep, replica } = facts.logs ?? defaultLogs;
  const bucket = (kind: LogKind, isCopy: boolean): ArchiveBucket => ({
    kind,
    name: logBucketName(kind, facts, region),
    region,
    keeping: isCopy ? lockedCopy(keep[kind]) : keep[kind],
    isCopy,
  });
  const isHome = region === facts.homeRegion;
  const own = logKinds.filter((kind) => isHome || logTraits[kind].where === 'every region');
  const copied = replica?.region === region ? replica.kinds : [];
  return [...own.map((kind) => bucket(kind, false)), ...copied.map((kind) => bucket(kind, true))];
}

/** What could not be locked where it arrived is locked in its copy: replication writes to any bucket. */
function lockedCopy(keeping: Keeping): Keeping {
  const days = Math.min(365, keeping.expireAfterDays);
  return { ...keeping, lock: keeping.lock ?? { mode: 'governance', days } };
}
