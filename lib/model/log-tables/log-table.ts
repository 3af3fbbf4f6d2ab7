import type { LogKind } from '../log-archive';
import type { RecordedElsewhere } from '../logs';
import type { OrganizationId, Region } from '../organization';

/** How Athena gets at logs of one kind: where they lie, and what is in them. Grows with nothing: partitions are projected. */
export interface LogTable {
  readonly name: string;
  readonly kind: LogKind;
  readonly describes: string;
  /** Types as Hive writes them, by name of the column. */
  readonly columns: Readonly<Record<string, string>>;
  /** What the folder says, from the outside in. */
  readonly partitions: Readonly<Record<string, Partition>>;
  /** Below the bucket; `${…}` is a partition. */
  readonly folder: string;
  readonly format: Format;
  /** Where it is somebody else's. @default the archive's own of that kind */
  readonly bucket?: string;
  /** Of the bucket. @default the home region */
  readonly region?: Region;
}

/** Which values there may be. `asked` knows none: a query names them, each account alone, so that no list of accounts grows old. */
export type Partition =
  | { readonly kind: 'asked' }
  | { readonly kind: 'one of'; readonly values: readonly string[] }
  /** Each day since the oldest log that is kept, as `2026/11/21`. */
  | { readonly kind: 'day' }
  | { readonly kind: 'number'; readonly from: number; readonly to: number };

export type Format =
  | { readonly kind: 'CloudTrail' }
  /** A document a file. */
  | { readonly kind: 'JSON document' }
  | { readonly kind: 'JSON lines' }
  /** Columns in their order, divided by spaces, below a line of names. */
  | { readonly kind: 'spaces' }
  /** A group a column. */
  | { readonly kind: 'regular expression'; readonly expression: string };

/** What the tables differ by from one organization to the next. */
export interface TablePlace {
  readonly organization: OrganizationId;
  /** Regions where anything may be logged. */
  readonly regions: readonly Region[];
  /** Regions that load balancers log in. */
  readonly governedRegions: readonly Region[];
  /** Where another trail records management events. */
  readonly recordedElsewhere?: RecordedElsewhere | undefined;
}
