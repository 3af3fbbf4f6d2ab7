import { defineControl } from '../../lib/model/guardrail';

// A delegation policy may let a member account manage policies. Backup and tag policies it may keep; never what binds itself.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLooseningPolicies',
    actions: [
      'organizations:DeletePolicy',
      'organizations:DetachPolicy',
      'organizations:DisablePolicyType',
      'organizations:UpdatePolicy',
    ],
    condition: {
      StringEqualsIfExists: { 'organizations:PolicyType': ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
    },
  },
]);
