import { CfnPolicy, type CfnPolicyProps } from 'aws-cdk-lib/aws-fms';
import type { Stack } from 'aws-cdk-lib/core';
import type { UnitId } from '../../model/organization';
import type { FirewallPolicy } from '../../model/services';
import { logicalId } from '../logical-id';

type Definition = Pick<CfnPolicyProps, 'policyDescription' | 'resourceType' | 'resourceTypeList'> & {
  readonly data: { readonly type: string };
};

const definitions: Readonly<Record<FirewallPolicy, Definition>> = {
  'unused-security-groups': {
    policyDescription: 'Names security groups that nothing uses',
    resourceType: 'AWS::EC2::SecurityGroup',
    data: data('SECURITY_GROUPS_USAGE_AUDIT', {
      deleteUnusedSecurityGroups: true,
      coalesceRedundantSecurityGroups: false,
    }),
  },
  'web-acl': {
    policyDescription: 'Names load balancers and APIs without a web ACL',
    resourceType: 'ResourceTypeList',
    resourceTypeList: ['AWS::ApiGateway::Stage', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    data: data('WAFV2', {
      preProcessRuleGroups: [
        managedRules('AWSManagedRulesAmazonIpReputationList'),
        managedRules('AWSManagedRulesCommonRuleSet'),
        managedRules('AWSManagedRulesKnownBadInputsRuleSet'),
      ],
      postProcessRuleGroups: [],
      defaultAction: { type: 'ALLOW' },
      overrideCustomerWebACLAssociation: false,
    }),
  },
};

/** What Firewall Manager tells of every account. It changes nothing: fixes are the guardrails' affair. */
export function addFirewallPolicies(
  stack: Stack,
  policies: readonly FirewallPolicy[],
  suspendedUnits: readonly UnitId[],
): void {
  for (const policy of policies) {
    const { data: serviceData, ...definition } = definitions[policy];
    new CfnPolicy(stack, logicalId('FirewallPolicy', policy), {
      policyName: `breakwater-${policy}`,
      ...definition,
      securityServicePolicyData: { type: serviceData.type, managedServiceData: JSON.stringify(serviceData) },
      remediationEnabled: false,
      excludeResourceTags: false,
      ...(suspendedUnits.length > 0 && { excludeMap: { orgunit: [...suspendedUnits] } }),
    });
  }
}

function data(type: string, settings: object): Definition['data'] {
  return { type, ...settings };
}

function managedRules(managedRuleGroupName: string): object {
  return {
    ruleGroupArn: null,
    overrideAction: { type: 'NONE' },
    managedRuleGroupIdentifier: { version: null, vendorName: 'AWS', managedRuleGroupName },
    ruleGroupType: 'ManagedRuleGroup',
    excludeRules: [],
  };
}
