import type { Actor, Resource } from '../model/finding';
import type { Mode } from '../model/organization';

/** What became of one resource of one event. Failed means failed closed: nothing undecided was done, and somebody hears of it. */
export type Outcome =
  | { readonly kind: 'fixed'; readonly because: string; readonly calls: number }
  | { readonly kind: 'reported' | 'left' | 'failed'; readonly because: string }
  | { readonly kind: 'ignored'; readonly because: string };

/** What the ledger keeps of one resource of one event. Times are ISO 8601. */
export interface LedgerRecord {
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
  /** State before the change, as `read` returned it: what `undo` restores. */
  readonly before?: unknown;
  readonly change?: unknown;
}
