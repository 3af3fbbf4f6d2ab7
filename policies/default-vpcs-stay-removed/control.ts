import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyDefaultVpcs',
    actions: ['ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc'],
  },
]);
