import type { App } from 'aws-cdk-lib/core';
import { addAccounts } from '../lib/constructs/organization/accounts';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Account, Organization } from '../lib/model/organization';
import { place } from './place';

export interface AccountsStackProps {
  readonly organization: Organization;
  readonly accounts: readonly Account[];
}

/** Management account, home region: accounts that the organization's own stack has no room for. */
export class AccountsStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, accounts }: AccountsStackProps) {
    super(scope, id, place(organization, 'management'));
    // Ids from the lock file and not exports: an export in use would keep its unit from ever being removed.
    const unitIds = Object.fromEntries(organization.units.map(({ path, id: unitId }) => [path, String(unitId)]));
    addAccounts(this, accounts, unitIds);
  }
}
