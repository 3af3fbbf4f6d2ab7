import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { madeByStack } from '../../lib/events/own-deployment';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { Partition } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';
import { wildcardMatches } from '../../lib/model/wildcard';

/** Roles that change log groups because a template says so: CDK's deploy roles, and the function CDK sets retention with. */
export const deployers = (partition: Partition): readonly string[] => [
  deployRoles(partition, '*'),
  // The function's logical id holds CDK's own constant; a role's name keeps the first 24 or more characters of it.
  `arn:${partition}:iam::*:role/*-LogRetentionaae0aa3c5b4d4f87b02d*`,
];

/** Whether a template is behind the call: CloudFormation made it, or one of those roles did. */
export function madeByTemplate(event: EventBridgeEvent, partition: Partition): boolean {
  const issuer = textOf(valuesOf(valuesOf(apiCallIn(event).identity.sessionContext).sessionIssuer).arn) ?? '';
  return madeByStack(event) || deployers(partition).some((pattern) => wildcardMatches(pattern, issuer));
}
