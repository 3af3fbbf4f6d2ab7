import type { AccountId } from '../organization';

/** A question that Athena keeps, with what it asks for as `?` in the order its description names. */
export interface LogQuery {
  readonly name: string;
  /** What it answers, and what to fill in. */
  readonly describes: string;
  readonly sql: string;
}

export interface QueryFacts {
  /** Those there are when the landing zone is deployed: one that is newer has to be added to the query. */
  readonly accounts: readonly AccountId[];
  /** Names of those there are to ask. */
  readonly tables: readonly string[];
}

/** Since so many days ago, for a column of days such as `2026/11/21`. */
export const since = (days: number): string => `day >= date_format(current_date - interval '${days}' day, '%Y/%m/%d')`;

export const inAnyOf = ({ accounts }: Pick<QueryFacts, 'accounts'>): string =>
  `account IN (${accounts.map((account) => `'${account}'`).join(', ')})`;

/** The role a person or machine has assumed, or else who it is. */
export const who = 'coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.invokedby)';
