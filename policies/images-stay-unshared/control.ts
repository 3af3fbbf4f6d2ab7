import type { Condition, PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

const ours = 'arn:*:organizations::*:*/${aws:PrincipalOrgID}';

export const control = defineControl((): readonly PolicyStatement[] => [
  deny('DenyPublicImages', { StringEquals: { 'ec2:Add/group': 'all' } }),
  // AWS Backup shares its own images for the moment of a copy to another account; nobody else can set that tag.
  deny('DenySharingImages', {
    Null: { 'ec2:Add/userId': 'false', 'aws:ResourceTag/aws:backup:source-resource': 'true' },
  }),
  deny('DenySharingImagesOutside', outside('ec2:Add/organizationArn', ours)),
  deny('DenySharingImagesWithForeignUnits', outside('ec2:Add/organizationalUnitArn', `${ours}/*`)),
  // No condition key tells whom an FPGA image is shared with.
  deny('DenySharingFpgaImages', undefined, 'ec2:ModifyFpgaImageAttribute'),
]);

function deny(sid: string, condition?: Condition, action = 'ec2:ModifyImageAttribute'): PolicyStatement {
  return { policy: 'SERVICE_CONTROL_POLICY', sid, actions: [action], ...(condition && { condition }) };
}

/** Another organization's, or a unit of one. Where nothing of the kind is added, the key is missing. */
function outside(key: string, own: string): Condition {
  return { Null: { [key]: 'false' }, StringNotLike: { [key]: own } };
}
