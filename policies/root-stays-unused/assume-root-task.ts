import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';
import type { AccountId } from '../../lib/model/organization';

/** What a session of sts:AssumeRoot is for, and whose root user it is. A denied call tells neither. */
export function assumeRootTask({ requestParameters }: CloudTrailRecord): {
  readonly task?: string;
  readonly account?: AccountId;
} {
  const { taskPolicyArn, targetPrincipal } = isObject(requestParameters) ? requestParameters : {};
  const policy = isObject(taskPolicyArn) ? taskPolicyArn.arn : taskPolicyArn;
  const task = typeof policy === 'string' ? policy.slice(policy.lastIndexOf('/') + 1) : undefined;
  // The target is an account's id, or the ARN of its root user.
  const account = typeof targetPrincipal === 'string' ? /\d{12}/.exec(targetPrincipal)?.[0] : undefined;
  return { ...(task && { task }), ...(account && { account }) };
}
