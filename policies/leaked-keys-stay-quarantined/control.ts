import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { quarantineArns } from './quarantine';

export const control = defineControl(({ partition }): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLiftingQuarantine',
    actions: ['iam:DetachUserPolicy'],
    condition: { ArnLike: { 'iam:PolicyARN': quarantineArns(partition) } },
  },
]);
