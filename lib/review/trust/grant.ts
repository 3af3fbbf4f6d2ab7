import type { Condition } from '../../model/control';

/** One thing that somebody may do to what is not theirs, as a template says. */
export interface Grant {
  /** Who is let in, or whose role reaches out. */
  readonly who: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Condition;
  /** The resource of the template that says so: `AWS::S3::Bucket breakwater-trail-…`. */
  readonly saidBy: string;
  /** Name of the stack or StackSet. */
  readonly stack: string;
  /** The account it holds in, by name; a StackSet's is `each account of security, workloads`. */
  readonly where: string;
}

export interface Grants {
  /** Resource policies, keys and roles that let other accounts in, or a service on behalf of them. */
  readonly inward: readonly Grant[];
  /** Roles that may do something in another account, as far as that account lets them. */
  readonly outward: readonly Grant[];
}
