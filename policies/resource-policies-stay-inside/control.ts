import { defineControl } from '../../lib/model/guardrail';

// Policies are text to IAM: no condition key sees whom they let in. `data-stays-inside` makes foreign principals useless
// where resource control policies reach. What is left is the one way of sharing that can be told.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySharingOutside',
    actions: ['ram:CreateResourceShare', 'ram:UpdateResourceShare'],
    condition: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
  },
]);
