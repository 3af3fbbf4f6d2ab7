import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// Policies are text to IAM: no condition key sees whom they let in. `data-stays-inside` makes foreign principals useless
// where resource control policies reach. What is left are the two ways of sharing that can be told.
export const control = defineControl(({ id }): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySharingOutside',
    actions: ['ram:CreateResourceShare', 'ram:UpdateResourceShare'],
    condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
  },
  ...(id === undefined ? [] : [backupsLeaving(id)]),
]);

const backupsLeaving = (organization: string): PolicyStatement => ({
  policy: 'SERVICE_CONTROL_POLICY',
  sid: 'DenyBackupsOutside',
  actions: ['backup:CopyFromBackupVault'],
  condition: { 'ForAnyValue:StringNotLike': { 'backup:CopyTargetOrgPaths': [`${organization}/*`] } },
});
