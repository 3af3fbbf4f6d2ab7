import { defineControl } from '../../lib/model/guardrail';

// AWS closes an account over 90 days; until then nobody but the landing zone does anything in it.
export const control = defineControl(() => [
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenyEverythingSuspended', actions: ['*'] },
]);
