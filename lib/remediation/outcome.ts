import type { Actor, Resource } from '../model/finding';
import type { Mode } from '../model/organization';

/** What became of one resource of one event. Failed means failed closed: nothing undecided was done, and somebody hears of it. */
export type Outcome =
  /** `underway` is begun, and followed until it has ended. */
  | { readonly kind: 'fixed' | 'underway'; readonly because: string; readonly calls: number }
  /** `waiting` is reported, too: a person has to agree before it is fixed. */
  | {
      readonly kind: 'reported' | 'waiting' | 'left' | 'failed';
      readonly because: string;
      /** What kept a plan from being carried out. */
      readonly withheld?: Withheld;
    }
  | { readonly kind: 'ignored'; readonly because: string };

export type Withheld = 'mode' | 'peace' | 'flapping' | 'switch' | 'budget';

/** One application of a fix: what was there and what was changed, as `undo` gets them back. */
export interface Step {
  /** State before the change, as `read` returned it. */
  readonly before: unknown;
  readonly change: unknown;
}

/** What the ledger keeps of one resource of one event. Times are ISO 8601. */
export interface LedgerRecord extends Partial<Step> {
  readonly id: string;
  readonly guardrail: string;
  readonly eventId: string;
  readonly eventTime: string;
  readonly resource: Resource;
  readonly actor: Actor;
  readonly mode: Mode;
  /** `applying` is written ahead of the first change, so that no fix exists without a record. */
  readonly state: 'applying' | 'undone' | Exclude<Outcome['kind'], 'ignored'>;
  readonly finding: string;
  readonly because: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** API calls made in the member account. */
  readonly calls?: number;
  /** Ids of events about the same resource that came with it and were answered by it. */
  readonly coalesced?: readonly string[];
  /** Steps taken before the last one: a worker may end half-way, and the next one goes on from there. */
  readonly earlier?: readonly Step[];
  /** Nobody could be told; the next delivery of the message tries again. */
  readonly unheard?: boolean;
  readonly approvedBy?: string;
  /** What a fix that was followed has kept. */
  readonly evidence?: unknown;
  /** The lock's fence when it was written: an older one overwrites nothing. */
  readonly fence?: number;
}

export const ignored = (because: string): Outcome => ({ kind: 'ignored', because });
export const left = (because: string) => ({ kind: 'left', because }) as const;
export const reported = (because: string) => ({ kind: 'reported', because }) as const;
