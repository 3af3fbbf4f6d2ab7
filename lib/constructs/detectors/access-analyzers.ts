import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import type { Stack } from 'aws-cdk-lib/core';
import type { Services } from '../../model/services';

export interface AccessAnalyzersProps {
  readonly accessAnalyzer: NonNullable<Services['accessAnalyzer']>;
  readonly isHome: boolean;
}

/** Who outside the organization gets in, by region; and, since IAM is the same everywhere, at home who does not use what they may. */
export function addAccessAnalyzers(stack: Stack, { accessAnalyzer, isHome }: AccessAnalyzersProps): void {
  new CfnAnalyzer(stack, 'ExternalAccess', { analyzerName: 'breakwater-external-access', type: 'ORGANIZATION' });
  const { unusedAfterDays } = accessAnalyzer;
  if (unusedAfterDays === undefined || !isHome) return;
  new CfnAnalyzer(stack, 'UnusedAccess', {
    analyzerName: 'breakwater-unused-access',
    type: 'ORGANIZATION_UNUSED_ACCESS',
    analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge: unusedAfterDays } },
  });
}
