import type { Path } from './places';

/** A problem with a value, before it is known in which file and line that is. */
export interface Complaint {
  readonly path: Path;
  /** What, and got what; the name of what the path leads to goes before. */
  readonly message: string;
  /** Do what. */
  readonly advice: string;
  /** @default 'error' */
  readonly severity?: 'warning';
  /** @default 'value' */
  readonly at?: 'key';
  /** Another place the message is about; its line is added. */
  readonly first?: Path;
}
