import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { widening } from './changes';

// CreateInstance makes a directory of an account's own, beside the organization's.
export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyIdentityCenter',
    actions: widening.map((name) => `sso:${name}`),
  },
]);
