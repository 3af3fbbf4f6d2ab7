import { defineControl } from '../../lib/model/guardrail';

// Deleting is daily work, and Secrets Manager keeps what was deleted for 7 to 30 days. Only the way past that is denied.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySecretsWithoutRecovery',
    actions: ['secretsmanager:DeleteSecret'],
    condition: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
  },
]);
