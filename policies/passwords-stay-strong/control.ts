import { defineControl } from '../../lib/model/guardrail';

// IAM has no condition on what the policy asks, and no workload has to change it.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPasswordPolicy',
    actions: ['iam:DeleteAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'],
  },
]);
