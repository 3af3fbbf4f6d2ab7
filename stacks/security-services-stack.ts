import { CfnGraph } from 'aws-cdk-lib/aws-detective';
import { CfnOrganizationConfiguration } from 'aws-cdk-lib/aws-securityhub';
import type { App } from 'aws-cdk-lib/core';
import { addAccessAnalyzers } from '../lib/constructs/detectors/access-analyzers';
import { CentralSecurityHub } from '../lib/constructs/detectors/central-security-hub';
import { ConfigAggregator } from '../lib/constructs/detectors/config-aggregator';
import { addConfigRules } from '../lib/constructs/detectors/config-rules';
import { addConformancePacks } from '../lib/constructs/detectors/conformance-packs';
import { addFirewallPolicies } from '../lib/constructs/detectors/firewall-policies';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { ConfigRule } from '../lib/model/guardrail';
import { type Organization, type Region, suspendedAccounts } from '../lib/model/organization';
import { centralRegions, isOffered } from '../lib/model/service-regions';
import type { Services } from '../lib/model/services';
import { baselineUnits } from './baseline-places';
import { place } from './place';

export interface SecurityServicesStackProps {
  readonly organization: Organization;
  /** Of AWS Config, that guardrails ask for. */
  readonly rules: readonly ConfigRule[];
  readonly region: Region;
}

/** Security account, each governed region: what it administers for every account of the organization there. */
export class SecurityServicesStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, rules, region }: SecurityServicesStackProps) {
    super(scope, id, place(organization, 'security', region));
    const { securityHub, accessAnalyzer, detective, firewallManager } = organization.services;
    const isHome = region === organization.homeRegion;
    if (securityHub) this.#addSecurityHub(organization, securityHub, isHome);
    if (accessAnalyzer) addAccessAnalyzers(this, { accessAnalyzer, isHome });
    if (detective && isOffered('detective', region)) new CfnGraph(this, 'Detective', { autoEnableMembers: true });
    this.#addConfig(organization, rules, isHome);
    if (firewallManager) {
      const suspended = organization.units.filter(({ purpose }) => purpose === 'suspended');
      addFirewallPolicies(
        this,
        firewallManager.policies,
        suspended.flatMap((unit) => unit.id ?? []),
      );
    }
  }

  #addSecurityHub(
    organization: Organization,
    securityHub: NonNullable<Services['securityHub']>,
    isHome: boolean,
  ): void {
    if (centralRegions(organization).length === 0) {
      // New accounts get what AWS calls default: no more can be asked for without central configuration.
      new CfnOrganizationConfiguration(this, 'SecurityHub', {
        autoEnable: !securityHub.paused,
        autoEnableStandards: securityHub.paused || securityHub.standards.length === 0 ? 'NONE' : 'DEFAULT',
        configurationType: 'LOCAL',
      });
    } else if (isHome) {
      new CentralSecurityHub(this, 'SecurityHub', { organization, securityHub, units: baselineUnits(organization) });
    }
  }

  #addConfig(organization: Organization, rules: readonly ConfigRule[], isHome: boolean): void {
    const { config, conformancePacks } = organization.services;
    if (!config) return;
    // A rule fails as a whole when it cannot be put into an account that is being closed.
    const excludedAccounts = suspendedAccounts(organization).flatMap(({ id }) => id ?? []);
    if (isHome) new ConfigAggregator(this, 'Config', organization);
    addConfigRules(this, rules, excludedAccounts);
    addConformancePacks(this, { names: conformancePacks, isHome, excludedAccounts });
  }
}
