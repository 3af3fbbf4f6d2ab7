/** What a call must come to. `implicitlyDenied`: somewhere, nothing allows it. */
export const expectations = ['allowed', 'denied', 'implicitlyDenied'] as const;
export type PolicyExpectation = (typeof expectations)[number];

/** A promise about what the organization's policies do, as `policy-tests.yaml` has it. Texts may hold variables. */
export interface PolicyTest {
  readonly name: string;
  /** ARNs, or names of services. */
  readonly principals: readonly string[];
  /** Each with all below it. */
  readonly units: readonly string[];
  /** By name. */
  readonly accounts: readonly string[];
  readonly calls: readonly PolicyTestCall[];
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly expect: PolicyExpectation;
  /** Ids of guardrails or sids; of a denial, one of them must be among the reasons. Empty: whoever denies. */
  readonly by: readonly string[];
}

export interface PolicyTestCall {
  readonly action: string;
  readonly resources: readonly string[];
  /** Where it is written. */
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}
