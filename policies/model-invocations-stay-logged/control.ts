import { defineControl } from '../../lib/model/guardrail';

// Setting the logging stays allowed: no condition tells where the logs go, and somebody has to switch it on.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnloggedModels',
    actions: ['bedrock:DeleteModelInvocationLoggingConfiguration'],
  },
]);
