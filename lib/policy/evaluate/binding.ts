import type { AccountId } from '../../model/organization';
import { rcpExceptions, rcpServices } from './rcp-services';
import type { RequestContext } from './request-context';

/** What the hierarchy cannot know of itself. */
export interface Binding {
  /** Neither SCPs on its principals nor RCPs on its resources have any effect. */
  readonly managementAccount?: AccountId;
}

/** SCPs bind principals of the hierarchy's account; not the management account's, service-linked roles, or services themselves. */
export function scpsBind(context: RequestContext, { managementAccount }: Binding): boolean {
  const { request, caller } = context;
  if (isService(context) || isServiceLinkedRole(caller.principal)) return false;
  const account = caller.account ?? context.single('aws:principalaccount');
  // Only a principal given by name may be a stranger: keys of a recorded request often come from another organization.
  if (request.principal && request.account && caller.account && caller.account !== request.account) return false;
  return managementAccount === undefined || account !== managementAccount;
}

/** RCPs bind whoever calls, services included, on resources of the hierarchy's account. */
export function rcpsBind(context: RequestContext, { managementAccount }: Binding): boolean {
  if (isServiceLinkedRole(context.caller.principal) || isManagedKey(context.request.resource)) return false;
  return managementAccount === undefined || context.single('aws:resourceaccount') !== managementAccount;
}

/** @param action in lower case */
export function rcpsKnow(action: string): boolean {
  return rcpServices.has(action.slice(0, action.indexOf(':'))) && !rcpExceptions.has(action);
}

function isService(context: RequestContext): boolean {
  return context.single('aws:principalisawsservice')?.toLowerCase() === 'true';
}

// IAM reserves both the path and the name's beginning for roles that services make.
function isServiceLinkedRole(principal: string | undefined): boolean {
  return (
    principal !== undefined &&
    /^arn:[^:]+:(iam::\d*:role\/aws-service-role\/|sts::\d*:assumed-role\/AWSServiceRoleFor)/.test(principal)
  );
}

/** AWS managed keys can be told by their aliases only. */
function isManagedKey(resource: string): boolean {
  return resource.startsWith('arn:') && resource.includes(':alias/aws/');
}
