import { CfnOrganizationConfigRule } from 'aws-cdk-lib/aws-config';
import type { Stack } from 'aws-cdk-lib/core';
import { configRuleName } from '../../events/config-compliance';
import type { ConfigRule } from '../../model/guardrail';
import type { AccountId } from '../../model/organization';
import { logicalId } from '../logical-id';

/** Rules of AWS Config for every account of the organization; each rule once, however many guardrails ask for it. */
export function addConfigRules(
  stack: Stack,
  rules: readonly ConfigRule[],
  excludedAccounts: readonly AccountId[],
): void {
  const byName = new Map(rules.map((rule) => [configRuleName(rule), rule]));
  for (const [name, { identifier, parameters, resourceTypes }] of byName) {
    new CfnOrganizationConfigRule(stack, logicalId('ConfigRule', name), {
      organizationConfigRuleName: name,
      ...(excludedAccounts.length > 0 && { excludedAccounts: [...excludedAccounts] }),
      organizationManagedRuleMetadata: {
        ruleIdentifier: identifier,
        ...(parameters && { inputParameters: JSON.stringify(parameters) }),
        ...(resourceTypes && { resourceTypesScope: [...resourceTypes] }),
      },
    });
  }
}
