import type { Arrival } from '../../model/new-accounts';
import type { Partition } from '../../model/organization';

/** What the lifecycle of accounts is made from; what CloudFormation alone knows may be a token. */
export interface Lifecycle {
  readonly partition: Partition;
  /** ARN of the topic that people hear of accounts through. */
  readonly topic: string;
  /** Undefined where nobody is cut off. */
  readonly quarantine?: {
    /** Id of the policy. */
    readonly policy: string;
    readonly arrivals: readonly Arrival[];
  };
  /** StackSets that make up the baseline, and in how many regions each is in an account. */
  readonly baseline: readonly { readonly stackSet: string; readonly regions: number }[];
  /** Ids of the units where nobody works. */
  readonly suspended: readonly string[];
  readonly contained: readonly string[];
  readonly baselineWithinMinutes: number;
}
