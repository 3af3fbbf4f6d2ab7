import { defineControl } from '../../lib/model/guardrail';
import { publicCannedAcls } from '../../lib/policy/public-acl';

// PutObject, PutObjectAcl, PutObjectVersionAcl; copies and multipart uploads are PutObject to IAM.
const actions = ['s3:PutObject*'];

/** Headers that open an object, each with a statement of its own: keys of one condition would all have to hold. */
const grants = { Reads: 'read', Control: 'full-control', AclWrites: 'write-acp' };

// Grants in a request's body are seen by no condition key; the monitor sees them.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicObjectAcls',
    actions,
    condition: { StringEquals: { 's3:x-amz-acl': publicCannedAcls } },
  },
  ...Object.entries(grants).map(
    ([name, header]) =>
      ({
        policy: 'SERVICE_CONTROL_POLICY',
        sid: `DenyPublicObject${name}`,
        actions,
        condition: { StringLike: { [`s3:x-amz-grant-${header}`]: '*groups/global/*' } },
      }) as const,
  ),
]);
