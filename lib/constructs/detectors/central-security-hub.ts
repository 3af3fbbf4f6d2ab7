import {
  CfnAggregatorV2,
  CfnConfigurationPolicy,
  CfnFindingAggregator,
  CfnOrganizationConfiguration,
  CfnPolicyAssociation,
} from 'aws-cdk-lib/aws-securityhub';
import { Construct } from 'constructs';
import { accountWithRole, type Organization, type OrganizationalUnit } from '../../model/organization';
import { centralRegions } from '../../model/service-regions';
import type { SecurityStandard, Services } from '../../model/services';
import { logicalId } from '../logical-id';

/** As Security Hub names standards behind `standards/`. CIS is the version that guardrails refer to. */
const standardPaths: Readonly<Record<SecurityStandard, string>> = {
  foundational: 'aws-foundational-security-best-practices/v/1.0.0',
  cis: 'cis-aws-foundations-benchmark/v/3.0.0',
  'nist-800-53': 'nist-800-53/v/5.0.0',
  'nist-800-171': 'nist-800-171/v/2.0.0',
  'pci-dss': 'pci-dss/v/4.0.1',
  tagging: 'aws-resource-tagging-standard/v/1.0.0',
};

// The recorder has a role of ours, since a stack cannot make a service-linked role that may be there already.
const recorderRole: CfnConfigurationPolicy.SecurityControlCustomParameterProperty = {
  securityControlId: 'Config.1',
  parameters: { includeConfigServiceLinkedRoleCheck: { valueType: 'CUSTOM', value: { boolean: false } } },
};

export interface CentralSecurityHubProps {
  readonly organization: Organization;
  readonly securityHub: NonNullable<Services['securityHub']>;
  /** Units that are configured, with all below them. */
  readonly units: readonly OrganizationalUnit[];
}

/** Home region: one configuration for every account and region, and every finding in one place. */
export class CentralSecurityHub extends Construct {
  constructor(scope: Construct, id: string, { organization, securityHub, units }: CentralSecurityHubProps) {
    super(scope, id);
    const [, ...linked] = centralRegions(organization);
    const aggregator = new CfnFindingAggregator(this, 'Aggregator', {
      regionLinkingMode: 'SPECIFIED_REGIONS',
      regions: [...linked],
    });
    if (securityHub.v2) {
      new CfnAggregatorV2(this, 'AggregatorV2', { regionLinkingMode: 'SPECIFIED_REGIONS', linkedRegions: [...linked] });
    }
    // Under central configuration AWS accepts nothing else for the first two.
    const configuration = new CfnOrganizationConfiguration(this, 'Configuration', {
      autoEnable: false,
      autoEnableStandards: 'NONE',
      configurationType: 'CENTRAL',
    });
    configuration.addResourceDependency(aggregator);
    const policy = new CfnConfigurationPolicy(this, 'Policy', {
      name: 'breakwater',
      description: 'What Security Hub looks at in every account',
      configurationPolicy: { securityHub: policyOf(organization, securityHub) },
    });
    policy.addResourceDependency(configuration);
    // Not to the root: an account that is being closed would fail there, and the association with it.
    const { id: management } = accountWithRole(organization, 'management');
    new CfnPolicyAssociation(this, 'Management', {
      configurationPolicyId: policy.attrId,
      targetType: 'ACCOUNT',
      targetId: String(management),
    });
    for (const unit of units) {
      new CfnPolicyAssociation(this, logicalId('Unit', unit.path), {
        configurationPolicyId: policy.attrId,
        targetType: 'ORGANIZATIONAL_UNIT',
        targetId: String(unit.id),
      });
    }
  }
}

function policyOf(
  { partition, homeRegion, services }: Organization,
  { paused, standards, disabledControls }: NonNullable<Services['securityHub']>,
): CfnConfigurationPolicy.SecurityHubPolicyProperty {
  if (paused) return { serviceEnabled: false };
  return {
    serviceEnabled: true,
    enabledStandardIdentifiers: standards.map(
      (standard) => `arn:${partition}:securityhub:${homeRegion}::standards/${standardPaths[standard]}`,
    ),
    securityControlsConfiguration: {
      disabledSecurityControlIdentifiers: [...disabledControls],
      ...(services.config && { securityControlCustomParameters: [recorderRole] }),
    },
  };
}
