/** A listed, justified, dated exception. Every scope given must hold; at least one is. */
export interface Exemption {
  readonly guardrail: string;
  /** Name of an account. */
  readonly account?: string;
  /** Path of a unit; its children are meant too. */
  readonly unit?: string;
  /** ARN, with `*` and `?` as IAM reads them. */
  readonly resource?: string;
  /** A tag the resource carries, `key=value`. */
  readonly tag?: string;
  readonly because: string;
  readonly owner: string;
  /** Last day it holds, `YYYY-MM-DD` in UTC. At most a year ahead. */
  readonly until: string;
}

/** An exemption holds through its last day. */
export function holdsOn(exemption: Pick<Exemption, 'until'>, day: Date): boolean {
  return day.toISOString().slice(0, 10) <= exemption.until;
}
