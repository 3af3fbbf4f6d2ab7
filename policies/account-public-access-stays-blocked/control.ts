import { defineControl } from '../../lib/model/guardrail';

// The organization's own policy holds the block, and S3 then refuses changes. The deny comes first where both are attached,
// and is all there is in a partition that has no such policies yet.
export const control = defineControl(() => [
  {
    policy: 'S3_POLICY',
    content: { s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnblockingAccount',
    actions: ['s3:PutAccountPublicAccessBlock'],
  },
]);
