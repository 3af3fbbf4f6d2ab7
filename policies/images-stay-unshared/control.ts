import { defineControl } from '../../lib/model/guardrail';

// Condition keys tell which attribute is set, never whom an image is shared with: ec2:Add/… are of snapshots alone
// (Service Authorization Reference, 2026-09). So sharing is denied as a whole, and taking back goes by ec2:ResetImageAttribute.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySharingImages',
    actions: ['ec2:ModifyImageAttribute'],
    condition: {
      StringNotEqualsIgnoreCase: { 'ec2:Attribute': ['Description', 'ImdsSupport'] },
      // AWS Backup shares its own images for the moment of a copy to another account; nobody else can set that tag.
      Null: { 'aws:ResourceTag/aws:backup:source-resource': 'true' },
    },
  },
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenySharingFpgaImages', actions: ['ec2:ModifyFpgaImageAttribute'] },
]);
