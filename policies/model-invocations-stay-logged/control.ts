import { defineControl } from '../../lib/model/guardrail';

// Both are denied: one puts another destination in place of ours as silently as the other takes it away.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnloggedModels',
    actions: ['bedrock:DeleteModelInvocationLoggingConfiguration', 'bedrock:PutModelInvocationLoggingConfiguration'],
  },
]);
