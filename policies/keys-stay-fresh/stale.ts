/** Days a key may be old, and days it may be unused. CIS AWS Foundations 1.14 (v3.0, 2024) has 90 for the first. */
const most = { daysOld: 90, daysUnused: 90 } as const;

export interface Key {
  readonly id: string;
  readonly active: boolean;
  /** ISO 8601. */
  readonly created: string;
  /** Absent when it was never used. */
  readonly lastUsed?: string;
}

export type Freshness = 'fresh' | 'old' | 'abandoned';

/** Old is for its owner to change; abandoned is old and nobody's loss. A key that does not work is neither. */
export function freshness({ active, created, lastUsed }: Key, now: string): Freshness {
  if (!active || daysBetween(created, now) <= most.daysOld) return 'fresh';
  return daysBetween(lastUsed ?? created, now) > most.daysUnused ? 'abandoned' : 'old';
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}
