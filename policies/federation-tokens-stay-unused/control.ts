import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl((): readonly PolicyStatement[] => [
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenyFederationTokens', actions: ['sts:GetFederationToken'] },
]);
