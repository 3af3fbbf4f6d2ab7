import type { RuntimeConfiguration } from '../model/facts';
import type { Actor, Resource } from '../model/finding';
import type { AnyFix, Monitor, Session } from '../model/guardrail';
import type { Alert } from './alert';
import type { Directory } from './directory';
import type { Ledger } from './ledger';
import type { OpenFindings } from './open-findings';
import type { LedgerRecord } from './outcome';
import type { Sessions } from './sessions';

/** One guardrail at work: its layers, its configuration and what it stands on. */
export interface Loop {
  readonly id: string;
  readonly monitor: Monitor;
  readonly fix?: AnyFix;
  readonly configuration: RuntimeConfiguration;
  readonly ledger: Pick<
    Ledger,
    'recordOf' | 'write' | 'fixesOff' | 'lock' | 'unlock' | 'begin' | 'suspend' | 'spend' | 'wasTold' | 'markTold'
  >;
  readonly findings: Pick<OpenFindings, 'open' | 'close' | 'hold' | 'holding' | 'release' | 'in'>;
  readonly sessions: Pick<Sessions, 'fix'>;
  readonly directory: Pick<Directory, 'lineage' | 'accounts' | 'isMember' | 'forget'>;
  readonly alert: (alert: Alert) => Promise<void>;
  /** Tells whoever collects findings. Best effort: never throws, never keeps a fix waiting for long. */
  readonly publish: (record: LedgerRecord) => Promise<void>;
  /** Sends messages to our own queue. */
  readonly enqueue: (messages: readonly object[]) => Promise<void>;
  /** Has AWS Config look again where its rule told of what is fixed now. */
  readonly reevaluate?: (rule: string, session: Session) => Promise<void>;
  /** Has somebody ask after the fix until it has ended, where it goes on by itself. */
  readonly startFollowing: (fix: string) => Promise<void>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** One resource that one event, or a sweep, is about. */
export interface Incident {
  readonly eventId: string;
  readonly eventTime: string;
  readonly resource: Resource;
  readonly actor: Actor;
  /** A denied call is reported; there is nothing to fix. */
  readonly attempted: boolean;
  readonly finding: string;
  /** Found by looking, and nobody says that it is wrong: silence is then worth no record. */
  readonly swept: boolean;
  /** The rule of AWS Config that told of it. */
  readonly configRule?: string;
  /** Ids of further events about it, from the same batch. */
  readonly coalesced?: readonly string[];
}
