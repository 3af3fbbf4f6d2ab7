import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// Federation is not among the actions: who signs in at an identity provider has no organization.
const actions = ['sts:AssumeRole'];

export const control = defineControl(({ id }): readonly PolicyStatement[] => {
  // Without the organization's id, everybody would be outside.
  if (id === undefined) return [];
  return [
    {
      policy: 'RESOURCE_CONTROL_POLICY',
      sid: 'DenyStrangersRoles',
      actions,
      condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': id },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    {
      // A service that somebody else's account sent is that account's deputy.
      policy: 'RESOURCE_CONTROL_POLICY',
      sid: 'DenyStrangersDeputies',
      actions,
      condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': id },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        Null: { 'aws:SourceAccount': 'false' },
      },
    },
  ];
});
