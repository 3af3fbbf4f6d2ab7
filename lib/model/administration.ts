import type { AccountId, Region } from './organization';

/** What AWS itself may write or call about. */
export const contactTypes = ['billing', 'operations', 'security'] as const;
export type ContactType = (typeof contactTypes)[number];

/** Whom AWS asks beside the root user of an account. */
export interface Contact {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

/** What the management account may do about the root users of member accounts. */
export const rootPowers = ['credentials', 'sessions'] as const;
export type RootPower = (typeof rootPowers)[number];

/** An AWS service that may act across the organization, beside those that Breakwater asks for by itself. */
export interface TrustedService {
  /** Such as `backup.amazonaws.com`. */
  readonly service: string;
  /** Name of the account that administers it for the organization. */
  readonly administrator?: string;
}

/** A quota that every account is to have. */
export interface ServiceQuota {
  /** As Service Quotas calls it: `lambda`. */
  readonly service: string;
  /** Such as `L-B99A9384`. */
  readonly quota: string;
  readonly value: number;
  /** Empty means the governed regions. */
  readonly regions: readonly Region[];
}

/** The second of the two places that have to say that an account is closed; the first is the account itself. */
export interface Closing {
  /** Name of the account. */
  readonly account: string;
  readonly id: AccountId;
  readonly because: string;
  readonly owner: string;
  /** Last day on which it may be closed, `YYYY-MM-DD` in UTC. */
  readonly until: string;
}

/** What no CloudFormation resource keeps, and the reconciler does. */
export interface Administration {
  readonly contacts: Readonly<Partial<Record<ContactType, Contact>>>;
  readonly rootPowers: readonly RootPower[];
  readonly trustedServices: readonly TrustedService[];
  readonly serviceQuotas: readonly ServiceQuota[];
  /** Of accounts that say so themselves, on days that still count. */
  readonly closing: readonly Closing[];
}
