import type { App } from 'aws-cdk-lib/core';
import { addAccounts } from '../lib/constructs/organization/accounts';
import { organizationalUnits } from '../lib/constructs/organization/organizational-units';
import { addPolicies } from '../lib/constructs/organization/policies';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Guardrail } from '../lib/model/guardrail';
import type { Account, Organization } from '../lib/model/organization';
import { composePolicies } from '../lib/policy/compose';
import { place } from './place';

export interface OrganizationStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  /** Those that live in this stack and not in a stack of accounts. */
  readonly accounts: readonly Account[];
}

/** Management account, home region: units, accounts and policies. */
export class OrganizationStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, guardrails, accounts }: OrganizationStackProps) {
    super(scope, id, place(organization, 'management'));
    const unitIds = organizationalUnits(this, organization);
    addAccounts(this, accounts, unitIds);
    addPolicies(this, organization, composePolicies(organization, guardrails), unitIds);
  }
}
