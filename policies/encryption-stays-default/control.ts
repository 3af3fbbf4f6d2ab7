import { defineControl } from '../../lib/model/guardrail';

// Switching encryption on stays allowed: it is what the promise asks for.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnencryptedDefault',
    actions: ['ec2:DisableEbsEncryptionByDefault', 'ec2:ModifyEbsDefaultKmsKeyId', 'ec2:ResetEbsDefaultKmsKeyId'],
  },
]);
