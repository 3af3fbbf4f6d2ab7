import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySharingImages',
    actions: ['ec2:ModifyFpgaImageAttribute', 'ec2:ModifyImageAttribute'],
    condition: {
      // EC2 gives ec2:Attribute only the names of plain attributes, and a negated operator holds where the key is missing:
      // what is neither of these is a launch permission (EC2 User Guide, "Control access to an attribute", 2026-11).
      StringNotEqualsIgnoreCase: { 'ec2:Attribute': ['Description', 'ImdsSupport', 'Name'] },
      // AWS Backup shares its own images for the moment of a copy to another account; nobody else can set that tag.
      Null: { 'aws:ResourceTag/aws:backup:source-resource': 'true' },
    },
  },
]);
