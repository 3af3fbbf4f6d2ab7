import type { Facts } from '../model/facts';
import type { EventBridgeEvent, Resource } from '../model/finding';

/**
 * The account itself, as the resource of an event that names none. Most services record a denied call without its
 * parameters (IAM, STS, SNS, CloudTrail, KMS, Organizations …; seen 2026-11), so an attempt is often known by its name alone.
 */
export function accountItself(
  { account, region }: Pick<EventBridgeEvent, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  return { type: 'AWS::::Account', id: account, arn: `arn:${partition}:iam::${account}:root`, account, region };
}
