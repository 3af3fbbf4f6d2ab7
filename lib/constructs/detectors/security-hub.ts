import { CfnHub, CfnHubV2 } from 'aws-cdk-lib/aws-securityhub';
import type { Stack } from 'aws-cdk-lib/core';
import type { Services } from '../../model/services';
import { retain } from '../retain';

/** Security Hub in this account and region, without standards of AWS's own choosing. */
export function addSecurityHub(stack: Stack, { v2 }: NonNullable<Services['securityHub']>): void {
  const hub = new CfnHub(stack, 'SecurityHub', {
    autoEnableControls: true,
    // One finding for a control, however many standards ask for it.
    controlFindingGenerator: 'SECURITY_CONTROL',
    enableDefaultStandards: false,
  });
  retain(hub);
  if (v2) retain(new CfnHubV2(stack, 'SecurityHubV2'));
}
