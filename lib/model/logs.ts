import type { LogKind } from './log-archive';
import type { Region } from './organization';

/** Governance: the log archive's own administrators can still honour a lawful deletion. Compliance: nobody can, AWS included. */
export const lockModes = ['governance', 'compliance'] as const;

/** For how long nobody may delete an object. */
export interface ObjectLock {
  readonly mode: (typeof lockModes)[number];
  readonly days: number;
}

/** How long a bucket of the archive keeps what it is given. */
export interface Keeping {
  /** Without it the bucket has no object lock. */
  readonly lock?: ObjectLock;
  readonly expireAfterDays: number;
  /** When it moves to colder storage; without it, it stays where it is. */
  readonly coldAfterDays?: number;
  /** Of versions that another one has replaced. */
  readonly expireReplacedAfterDays: number;
}

export interface Logs {
  readonly keep: Readonly<Record<LogKind, Keeping>>;
  /** A copy in another region, of these kinds. */
  readonly replica?: { readonly region: Region; readonly kinds: readonly LogKind[] };
  readonly trail: TrailExtras;
}

/** What the organization's trail has beside its bucket. */
export interface TrailExtras {
  /** Set where another trail of the organization records management events: ours records what that one does not. */
  readonly recordedElsewhere?: RecordedElsewhere;
  /** Days in CloudWatch Logs of the management account; undefined sends nothing there. */
  readonly cloudWatchDays?: number;
  /** Whether CloudTrail looks for unusual rates of calls and errors. */
  readonly insights: boolean;
  /** Days in an event data store of CloudTrail Lake; undefined makes none. */
  readonly lakeDays?: number;
}

/** What is known of somebody else's trail: AWS Control Tower's, or one that was there before. */
export interface RecordedElsewhere {
  /** What Athena asks; without it there is no table of who did what. */
  readonly bucket?: string;
  /** Below which the bucket has its `AWSLogs`. */
  readonly prefix?: string;
  /** In the management account and home region; without it nobody hears that account where nobody governs. */
  readonly logGroup?: string;
}

const year = 365;
const aYear = { mode: 'governance', days: year } as const;
const evidence: Keeping = { expireAfterDays: 7 * year, coldAfterDays: 90, expireReplacedAfterDays: 90 };
const traffic: Keeping = { expireAfterDays: year, coldAfterDays: 30, expireReplacedAfterDays: 30 };

/** What an organization that says nothing about its logs gets. */
export const defaultLogs: Logs = {
  keep: {
    trail: { ...evidence, lock: aYear },
    config: evidence,
    // AWS does not say whether these arrive in a locked bucket, so a lock has to be asked for.
    flow: traffic,
    dns: traffic,
    loadBalancer: traffic,
    session: { ...evidence, lock: aYear },
    fixes: { ...evidence, lock: aYear },
    access: { ...traffic, coldAfterDays: 90, expireReplacedAfterDays: 90 },
  },
  trail: { cloudWatchDays: 90, insights: false },
};

/** The kinds of logs that a copy in another region is made of, unless said. */
export const copiedKinds: readonly LogKind[] = ['trail', 'config', 'session', 'fixes'];
