import { defineControl } from '../../lib/model/guardrail';

// The declarative policy holds the setting; the deny says so in the words that other denials have, and is recorded as one.
export const control = defineControl(() => [
  {
    policy: 'DECLARATIVE_POLICY_EC2',
    content: {
      ec2_attributes: {
        snapshot_block_public_access: { state: { '@@assign': 'block_all_sharing' } },
        image_block_public_access: { state: { '@@assign': 'block_new_sharing' } },
      },
    },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicSharing',
    actions: ['ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess'],
  },
]);
