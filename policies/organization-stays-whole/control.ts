import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLeavingOrganization',
    // Since 2025 an account that accepts another organization's invitation moves there without leaving ours first.
    actions: ['organizations:LeaveOrganization', 'organizations:AcceptHandshake', 'account:CloseAccount'],
  },
  {
    // Management's own calls, which no policy binds there; a member has none of them, whatever is delegated to it one day.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangingOrganization',
    actions: [
      'organizations:CloseAccount',
      'organizations:DeleteOrganization',
      'organizations:InviteAccountToOrganization',
      'organizations:MoveAccount',
      'organizations:RemoveAccountFromOrganization',
    ],
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
