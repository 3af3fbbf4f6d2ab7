import { defineControl } from '../../../../lib/model/guardrail';

export const control = defineControl(() => [
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenyOpeningDoors', actions: ['doors:OpenDoor'] },
]);
