import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';

/** Whether the account's own root user did it: no service on its behalf, and no session of sts:AssumeRoot, which was reported when it began. */
export function isRootUser({ userIdentity, eventType }: CloudTrailRecord): boolean {
  if (userIdentity?.type !== 'Root' || eventType === 'AwsServiceEvent') return false;
  const { invokedBy = 'signin.amazonaws.com', sessionContext } = userIdentity;
  const assumed = isObject(sessionContext) ? String(sessionContext.assumedRoot) === 'true' : false;
  return invokedBy === 'signin.amazonaws.com' && !assumed;
}
