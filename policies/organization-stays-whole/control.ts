import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLeavingOrganization',
    // Since 2025 an account that accepts another organization's invitation moves there without leaving ours first.
    actions: ['organizations:LeaveOrganization', 'organizations:AcceptHandshake', 'account:CloseAccount'],
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangingAccountAddresses',
    actions: [
      'account:AcceptPrimaryEmailUpdate',
      'account:DeleteAlternateContact',
      'account:PutAccountName',
      'account:PutAlternateContact',
      'account:PutContactInformation',
      'account:StartPrimaryEmailUpdate',
    ],
  },
]);
