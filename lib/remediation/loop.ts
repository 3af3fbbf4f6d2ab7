import type { RuntimeConfiguration } from '../model/facts';
import type { Actor, Resource } from '../model/finding';
import type { AnyFix, Monitor } from '../model/guardrail';
import type { Alert } from './alert';
import type { Directory } from './directory';
import type { Ledger } from './ledger';
import type { Sessions } from './sessions';

/** One guardrail at work: its layers, its configuration and what it stands on. */
export interface Loop {
  readonly id: string;
  readonly monitor: Monitor;
  readonly fix?: AnyFix;
  readonly configuration: RuntimeConfiguration;
  readonly ledger: Pick<Ledger, 'recordOf' | 'write' | 'fixesAreOff' | 'lock' | 'unlock' | 'spend'>;
  readonly sessions: Pick<Sessions, 'fix'>;
  readonly directory: Pick<Directory, 'lineage' | 'accounts' | 'isMember'>;
  readonly alert: (alert: Alert) => Promise<void>;
  readonly now: () => Date;
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
  /** Found by looking and not by an event: silence is then worth no record. */
  readonly swept: boolean;
}
