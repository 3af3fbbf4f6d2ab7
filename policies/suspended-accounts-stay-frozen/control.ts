import { defineControl } from '../../lib/model/guardrail';

// AWS closes an account over 90 days; until then nobody but the landing zone does anything in it.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyEverythingSuspended',
    actions: ['*'],
    // Management still deletes credentials through sts:AssumeRoot. The key is there for these sessions alone.
    condition: { BoolIfExists: { 'aws:AssumedRoot': 'false' } },
  },
]);
