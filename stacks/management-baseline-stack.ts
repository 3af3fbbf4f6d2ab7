import type { App } from 'aws-cdk-lib/core';
import { AccountAccess } from '../lib/constructs/access/account-access';
import { EventRelay } from '../lib/constructs/account-lifecycle/event-relay';
import { Baseline } from '../lib/constructs/baseline/baseline';
import { FixRoles } from '../lib/constructs/baseline/fix-roles';
import { OrganizationReader } from '../lib/constructs/baseline/organization-reader';
import { ConfigRecorder } from '../lib/constructs/detectors/config-recorder';
import { addServiceAdministrators } from '../lib/constructs/detectors/service-administrators';
import { Operations } from '../lib/constructs/operations/operations';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Guardrail } from '../lib/model/guardrail';
import { hasOperations } from '../lib/model/operations';
import type { Organization, Region } from '../lib/model/organization';
import { globalRegionOf } from './baseline-places';
import { place } from './place';

export interface ManagementBaselineStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  readonly region: Region;
}

/** Management account, each region: the baseline, since StackSets never deploy there, and the reader of the organization. */
export class ManagementBaselineStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, guardrails, region }: ManagementBaselineStackProps) {
    super(scope, id, place(organization, 'management', region));
    new Baseline(this, 'Baseline', { organization, guardrails });
    if (organization.governedRegions.includes(region)) {
      const { config } = organization.services;
      if (config) new ConfigRecorder(this, 'Config', organization, config);
      addServiceAdministrators(this, organization);
      if (hasOperations(organization.operations)) new Operations(this, 'Operations', organization);
    }
    if (organization.newAccounts && region !== organization.homeRegion && region === globalRegionOf(organization)) {
      new EventRelay(this, 'AccountEvents', organization);
    }
    if (region !== organization.homeRegion) return;
    new FixRoles(this, 'Fixes', { organization, guardrails });
    new AccountAccess(this, 'Access', organization);
    new OrganizationReader(this, 'OrganizationReader', organization);
  }
}
