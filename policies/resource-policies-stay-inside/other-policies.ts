import type { EventPattern } from '../../lib/model/guardrail';

/**
 * Calls that set a policy on what the fix does not know, or name an account that may come in: of whatever service,
 * since AWS gives new ones the same names.
 */
const names = [
  'AddPolicyStatement',
  'AddProfilePermission',
  'AuthorizeEndpointAccess',
  'AuthorizeVpcEndpointAccess',
  'CreateDataGrant',
  'CreateEmailIdentityPolicy',
  'CreateGrantShare',
  'CreateLensShare',
  'CreatePortfolioShare',
  'CreateProfileShare',
  'CreateResourcePolicy',
  'CreateShare',
  'CreateTemplateShare',
  'CreateWorkloadShare',
  'ModifyVpcEndpointServicePermissions',
  'PutAccessPointPolicy',
  'PutApplicationPolicy',
  'PutBucketPolicy',
  'PutClusterPolicy',
  'PutComponentPolicy',
  'PutConfiguredAudienceModelPolicy',
  'PutContactPolicy',
  'PutContainerRecipePolicy',
  'PutDeliveryDestinationPolicy',
  'PutDestinationPolicy',
  'PutFeedPolicy',
  'PutFileSystemPolicy',
  'PutFirewallRuleGroupPolicy',
  'PutGroupPolicy',
  'PutIdentityPolicy',
  'PutImagePolicy',
  'PutImageRecipePolicy',
  'PutInvestigationGroupPolicy',
  'PutLineageGroupPolicy',
  'PutMeshPolicy',
  'PutModelPackageGroupPolicy',
  'PutPermission',
  'PutPermissionPolicy',
  'PutPolicy',
  'PutPortalProductSharingPolicy',
  'PutProfilePolicy',
  'PutProjectPolicy',
  'PutResolverQueryLogConfigPolicy',
  'PutResolverRulePolicy',
  'PutResourcePolicy',
  'PutS3AccessPolicy',
  'PutSinkPolicy',
  'PutTableBucketPolicy',
  'PutTablePolicy',
  'PutVectorBucketPolicy',
  'SetRepositoryPolicy',
  'SetVaultAccessPolicy',
  'UpdateConnectionAliasPermission',
  'UpdateEmailIdentityPolicy',
  'UpdateImagePermissions',
  'UpdateResourcePolicy',
  'UpdateWorkspaceImagePermission',
];

/** Whose policies are the promise of another guardrail. */
const elsewhere = ['cloudtrail', 'lambda', 'organizations', 'redshift-serverless'];

export const otherPolicies: EventPattern = {
  source: [{ 'anything-but': elsewhere.map((service) => `aws.${service}`) }],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventName: names },
};

/** Whether an event is one of these, as the pattern has it. */
export function isOther(source: string, name: string): boolean {
  return names.includes(name) && !elsewhere.some((service) => source === `aws.${service}`);
}
