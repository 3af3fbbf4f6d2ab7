/** What the organization means to spend, and who hears when it is otherwise. Amounts are a month's. */
export interface Budgets {
  readonly currency: 'USD' | 'CNY';
  /** Of the whole organization. */
  readonly organization?: number;
  /** By path of unit; the units below count. */
  readonly units: Readonly<Record<string, number>>;
  /** Told from this impact on. */
  readonly anomaliesFrom: number;
  readonly emails: readonly string[];
}
