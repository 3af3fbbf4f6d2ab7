import { DefaultStackSynthesizer, type StackProps } from 'aws-cdk-lib/core';
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
    // The command line checks the bootstrap version by itself; without the rule a template says only what is ours.
    // One for each stack: stacks that share the app's synthesizer publish each other's assets (aws-cdk-lib 2.276).
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    analyticsReporting: false,
    tags: { 'breakwater:organization': organization.name },
  };
}
