import { defineCheck } from '../../lib/model/guardrail';
import { resourcesOfType } from '../../lib/model/template';
import { policyIsPublic } from '../../lib/policy/is-public';
import { missingFlags } from '../../lib/policy/public-access-block';

const publicAccessControls = new Set(['PublicRead', 'PublicReadWrite', 'AuthenticatedRead']);

export const check = defineCheck((template) => [
  ...resourcesOfType(template, 'AWS::S3::Bucket').flatMap(([logicalId, { Properties = {} }]) => [
    ...blockProblem(logicalId, Properties.PublicAccessBlockConfiguration),
    ...accessControlProblem(logicalId, Properties.AccessControl),
  ]),
  ...resourcesOfType(template, 'AWS::S3::BucketPolicy')
    .filter(([, { Properties }]) => policyIsPublic(Properties?.PolicyDocument))
    .map(([logicalId]) => ({
      logicalId,
      path: 'Properties.PolicyDocument',
      message: 'allows everybody; name the principals, or add a condition on aws:PrincipalOrgID',
    })),
]);

// S3 gives a new bucket the whole block unless the template says otherwise (since 2023-04), so absence is fine.
function blockProblem(logicalId: string, block: unknown) {
  const missing = block === undefined ? [] : missingFlags(block);
  if (missing.length === 0) return [];
  const path = 'Properties.PublicAccessBlockConfiguration';
  return [
    { logicalId, path, message: `leaves ${missing.join(', ')} off; turn all four on, or leave the property out` },
  ];
}

function accessControlProblem(logicalId: string, acl: unknown) {
  if (typeof acl !== 'string' || !publicAccessControls.has(acl)) return [];
  const message = `is '${acl}', which is public; leave it out and grant access in a bucket policy`;
  return [{ logicalId, path: 'Properties.AccessControl', message }];
}
