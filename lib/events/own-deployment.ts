import type { Facts } from '../model/facts';
import type { EventBridgeEvent } from '../model/finding';
import { isObject } from '../model/json';
import { deployRoles } from '../model/platform';
import { wildcardMatches } from '../model/wildcard';
import { apiCallIn, textOf, valuesOf } from './api-call';

const cloudFormation = 'cloudformation.amazonaws.com';

/** Whether CloudFormation made the call for somebody's stack. AWS says so, the caller cannot. */
export function madeByStack(event: Pick<EventBridgeEvent, 'detail'>): boolean {
  const { sourceIPAddress } = isObject(event.detail) ? event.detail : {};
  return apiCallIn(event).identity.invokedBy === cloudFormation || sourceIPAddress === cloudFormation;
}

/**
 * Whether a stack of the landing zone did it: CloudFormation, as the deploy role of one of the landing zone's accounts.
 * What it is about to say is right, or the hourly look says otherwise; in between nobody fights a deployment.
 */
export function isOwnDeployment(
  event: EventBridgeEvent,
  { partition, managementAccount, securityAccount, logArchiveAccount }: Facts,
): boolean {
  if (!madeByStack(event)) return false;
  const issuer = textOf(valuesOf(valuesOf(apiCallIn(event).identity.sessionContext).sessionIssuer).arn) ?? '';
  return [managementAccount, securityAccount, logArchiveAccount].some((account) =>
    wildcardMatches(deployRoles(partition, account), issuer),
  );
}
