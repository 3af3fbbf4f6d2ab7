import type { AccountId } from '../../model/organization';

/** A call, as IAM sees it. */
export interface AuthorizationRequest {
  /** `s3:PutBucketAcl`; case does not matter. */
  readonly action: string;
  /** ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  /** ARN of a user, role, role session, federated user or root, or the name of a service (`cloudtrail.amazonaws.com`). */
  readonly principal?: string;
  /** The account the hierarchy is of: it owns the resource and, unless `principal` says otherwise, makes the call. */
  readonly account?: AccountId;
  /** Condition keys; their case does not matter. What follows from the principal need not be given. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export type ReasonType = 'scp' | 'rcp' | 'identity' | 'boundary';

/** What decided. Of an implicit denial, `document` lists what is attached there and does not allow. */
export interface Reason {
  readonly type: ReasonType;
  /** Root, unit or account. */
  readonly node?: string;
  readonly document: string;
  readonly sid?: string;
  readonly guardrail?: string;
}

export interface Verdict {
  /** `allowed`: nothing given forbids it. `implicitlyDenied`: somewhere, nothing allows it. */
  readonly decision: 'allowed' | 'denied' | 'implicitlyDenied';
  /** Every statement that denies, or every place that does not allow; empty when allowed. */
  readonly reasons: readonly Reason[];
}
