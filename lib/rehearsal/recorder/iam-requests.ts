import type { AuthorizationRequest } from '../../policy/evaluate/verdict';
import type { Call } from './call';
import { principalOf } from './caller';
import { conditionKeys } from './condition-keys';
import { actionsOf } from './iam-actions';
import { resourcesOf } from './iam-resources';

/** A call as IAM sees it; every part is known. */
export type IamRequest = Required<AuthorizationRequest>;

/** Everything a call needs to be allowed: each of its actions on each of its resources. The call is denied when one is. */
export function iamRequestsOf(call: Call, organization: string | undefined): readonly IamRequest[] {
  const principal = principalOf(call.caller);
  const context = { ...conditionKeys(call, organization), 'aws:PrincipalArn': principal };
  const { account } = call.caller;
  const resources = resourcesOf(call);
  const requests = actionsOf(call).flatMap((action) =>
    resources.map((resource) => ({ action, resource, principal, account, context })),
  );
  return [...requests, ...copySource(call, requests[0])];
}

/** CopyObject reads one object to write another. */
function copySource({ input, caller, service }: Call, request: IamRequest | undefined): readonly IamRequest[] {
  if (service.style !== 's3' || typeof input.CopySource !== 'string' || !request) return [];
  const [path = ''] = decodeURIComponent(input.CopySource).replace(/^\//, '').split('?');
  return [{ ...request, action: 's3:GetObject', resource: `arn:${caller.partition}:s3:::${path}` }];
}
