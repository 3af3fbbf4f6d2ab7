import { CfnOrganizationConformancePack } from 'aws-cdk-lib/aws-config';
import type { Stack } from 'aws-cdk-lib/core';
import { type ConformancePack, conformancePacks } from '../../model/conformance-packs';
import type { AccountId } from '../../model/organization';
import type { ConformancePackName } from '../../model/services';
import { logicalId } from '../logical-id';

export interface ConformancePacksProps {
  readonly names: readonly ConformancePackName[];
  readonly isHome: boolean;
  readonly excludedAccounts: readonly AccountId[];
}

/** Sets of rules for every account of the organization, each with a score. */
export function addConformancePacks(stack: Stack, { names, isHome, excludedAccounts }: ConformancePacksProps): void {
  for (const name of names) {
    const pack = conformancePacks[name];
    if (pack.isGlobal && !isHome) continue;
    new CfnOrganizationConformancePack(stack, logicalId('ConformancePack', name), {
      organizationConformancePackName: `breakwater-${name}`,
      templateBody: templateOf(pack),
      ...(excludedAccounts.length > 0 && { excludedAccounts: [...excludedAccounts] }),
    });
  }
}

/** A pack is a template of its own; JSON is YAML. */
function templateOf({ rules }: ConformancePack): string {
  const resources = rules.map(({ identifier, parameters }) => [
    identifier.replaceAll('_', ''),
    {
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: identifier.toLowerCase().replaceAll('_', '-'),
        Source: { Owner: 'AWS', SourceIdentifier: identifier },
        ...(parameters && { InputParameters: parameters }),
      },
    },
  ]);
  return JSON.stringify({ Resources: Object.fromEntries(resources) });
}
