import { CfnOrganizationAdmin } from 'aws-cdk-lib/aws-detective';
import { CfnDelegatedAdmin } from 'aws-cdk-lib/aws-securityhub';
import type { Stack } from 'aws-cdk-lib/core';
import { accountWithRole, type Organization } from '../../model/organization';
import { isOffered } from '../../model/service-regions';
import { addSecurityHub } from './security-hub';

/** In management: makes the security account the administrator of those services that CloudFormation can name one for. */
export function addServiceAdministrators(stack: Stack, organization: Organization): void {
  const { securityHub, detective } = organization.services;
  const administrator = String(accountWithRole(organization, 'security').id);
  if (securityHub) {
    // Management is configured like every other account only where it has switched Security Hub on itself.
    addSecurityHub(stack, securityHub);
    new CfnDelegatedAdmin(stack, 'SecurityHubAdministrator', { adminAccountId: administrator });
  }
  if (detective && isOffered('detective', stack.region)) {
    new CfnOrganizationAdmin(stack, 'DetectiveAdministrator', { accountId: administrator });
  }
}
