import type { Failure } from './failure';

/** What became of a step, or what would. */
export type Outcome =
  | { readonly kind: 'planned' | 'done' }
  /** What it needs has failed, or is not there yet. */
  | { readonly kind: 'blocked'; readonly by: readonly string[] }
  | ({ readonly kind: 'failed' } & Failure);

export interface Reported {
  /** Which sort of setting: `trusted-access`. */
  readonly setting: string;
  readonly says: string;
  readonly account: string;
  readonly region: string;
  readonly operation?: string;
  readonly outcome: Outcome;
}

export interface Noted {
  readonly setting: string;
  readonly note: string;
  /** Whether somebody has to mend something. */
  readonly wrong: boolean;
}

export interface Report {
  readonly steps: readonly Reported[];
  readonly notes: readonly Noted[];
  /** False when time ran out before everything had been looked at. */
  readonly complete: boolean;
}

/** How much there is that a person has to look into. */
export function unsettled({ steps, notes }: Report): number {
  const troubled = steps.filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'blocked');
  return troubled.length + notes.filter(({ wrong }) => wrong).length;
}

/** A sentence for people: what, and what became of it. */
export function describeReported({ says, outcome }: Reported): string {
  switch (outcome.kind) {
    case 'planned':
    case 'done':
      return says;
    case 'blocked':
      return `${says}: waits for ${outcome.by.join(', ')}`;
    case 'failed': {
      const { account, region, operation, code, message, remedy } = outcome;
      return `${says}: account ${account}, ${region}: ${operation} failed with ${code}: ${message}; ${remedy}`;
    }
  }
}
