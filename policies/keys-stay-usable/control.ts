import { defineControl } from '../../lib/model/guardrail';

// Disabling a key and scheduling its deletion are taken back within seconds, and every teardown of a stack does the latter.
// What is denied here takes effect at once and cannot be taken back.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLosingKeyMaterial',
    actions: ['kms:DeleteImportedKeyMaterial', 'kms:DeleteCustomKeyStore', 'kms:DisconnectCustomKeyStore'],
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyKeyLockout',
    actions: ['kms:CreateKey', 'kms:PutKeyPolicy'],
    condition: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } },
  },
]);
