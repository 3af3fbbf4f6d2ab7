/** How an account came to the organization. */
export const arrivals = ['created', 'invited'] as const;
export type Arrival = (typeof arrivals)[number];

/** What is done about accounts that join the organization. */
export interface NewAccounts {
  /** Those cut off until their baseline is in place. */
  readonly quarantine: readonly Arrival[];
  /** After that long without its baseline, somebody hears of an account. */
  readonly baselineWithinMinutes: number;
}

/** The guardrail whose control cuts an account off. */
export const quarantineGuardrail = 'accounts-stay-quarantined';

/** The service control policy that does it, attached to single accounts for as long as they wait. */
export const quarantinePolicyName = 'breakwater-quarantine';
