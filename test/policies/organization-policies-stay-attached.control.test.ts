import { guardrail } from '../../policies/organization-policies-stay-attached';
import { organizationStack } from '../../policies/organization-policies-stay-attached/deployed';
import { stackNames } from '../../stacks/stack-names';
import { characters, decided } from './decided';

test('the stack it reads is the one that is deployed', () => {
  expect(organizationStack).toBe(stackNames.organization);
});

const about = (type: string) => ({ 'organizations:PolicyType': type });

test.each([
  ['organizations:DetachPolicy', about('SERVICE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:UpdatePolicy', about('RESOURCE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:DisablePolicyType', about('SERVICE_CONTROL_POLICY'), 'DenyLooseningPolicies'],
  ['organizations:DeletePolicy', {}, 'DenyLooseningPolicies'],
  ['organizations:UpdatePolicy', about('BACKUP_POLICY'), 'allowed'],
  ['organizations:DescribePolicy', about('SERVICE_CONTROL_POLICY'), 'allowed'],
])('%s of %j: %s', (action, context, by) => {
  expect(decided(guardrail, { action, context })).toBe(by);
});

test('its control is short', () => {
  expect(characters(guardrail)).toBeLessThan(500);
});
