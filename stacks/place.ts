import type { StackProps } from 'aws-cdk-lib/core';
import { type AccountRole, accountWithRole, type Organization } from '../lib/model/organization';

/** Puts a stack into the account with that role, in the home region unless another is given. */
export function place(
  organization: Organization,
  role: Exclude<AccountRole, 'member'>,
  region: string = organization.homeRegion,
): StackProps {
  return {
    env: { account: accountWithRole(organization, role).id, region },
    terminationProtection: true,
    analyticsReporting: false,
    tags: { 'breakwater:organization': organization.name },
  };
}
