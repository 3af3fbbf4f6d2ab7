import type { Json, JsonObject } from '../../../lib/model/json';
import { awsPolicies } from '../../../lib/policy/aws-policies';
import { compileHierarchy } from '../../../lib/policy/evaluate/compile-hierarchy';
import type { AuthorizationRequest } from '../../../lib/policy/evaluate/verdict';

export const bucket = 'arn:aws:s3:::orders';

/** Whether an SCP of one deny, with these elements, denies the request. */
export function denies(
  elements: JsonObject,
  request: Partial<AuthorizationRequest> = {},
  version: Json = '2012-10-17',
): boolean {
  const { NotAction, NotResource } = elements;
  const statement = {
    Effect: 'Deny',
    ...(NotAction === undefined && { Action: 's3:GetObject' }),
    ...(NotResource === undefined && { Resource: '*' }),
    ...elements,
  };
  const content = { Version: version, Statement: statement };
  const decide = compileHierarchy([
    { node: 'root', policies: [...awsPolicies, { type: 'SERVICE_CONTROL_POLICY', name: 'tested', content }] },
  ]);
  return decide({ action: 's3:GetObject', resource: bucket, context: {}, ...request }).decision === 'denied';
}
