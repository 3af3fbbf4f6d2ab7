import type { JsonObject } from './json';
import type { AccountId, Region } from './organization';

/** Something in an account that a guardrail watches. */
export interface Resource {
  /** CloudFormation's name of the type: `AWS::EC2::SecurityGroup`. */
  readonly type: string;
  /** What the service's API calls it: `sg-0123`, a bucket's name. */
  readonly id: string;
  readonly arn: string;
  readonly account: AccountId;
  readonly region: Region;
}

/**
 * What a monitor makes of an event. An attempt is a finding whose call was denied: it is reported, never fixed.
 * `ignored` says why, so that silence can be explained.
 * A look says that nothing is wrong for all one knows, but may be: these resources, or with none everything
 * the monitor's `reconcile` finds there, are looked at, and what is as it should be is told to nobody.
 */
export type Finding =
  | {
      readonly kind: 'finding' | 'attempted' | 'look';
      readonly resources: readonly Resource[];
      readonly because: string;
    }
  | { readonly kind: 'ignored'; readonly because: string };

/** An event as EventBridge delivers it. */
export interface EventBridgeEvent {
  readonly version: string;
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: AccountId;
  /** ISO 8601, seconds. */
  readonly time: string;
  readonly region: Region;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

/** Who caused an event. `unknown` never blocks a fix; what `break-glass` does is left alone for a day. */
export interface Actor {
  readonly kind: 'person' | 'role' | 'service' | 'root' | 'platform' | 'break-glass' | 'unknown';
  readonly arn?: string;
  /** For people to read: a session name, a user name, a service. */
  readonly name: string;
  readonly sourceIp?: string;
}
