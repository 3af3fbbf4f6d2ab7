import { AccountClient, GetAlternateContactCommand } from '@aws-sdk/client-account';
import { GuardDutyClient, ListOrganizationAdminAccountsCommand } from '@aws-sdk/client-guardduty';
import {
  DescribeOrganizationConfigurationCommand,
  Inspector2Client,
  ListMembersCommand,
} from '@aws-sdk/client-inspector2';
import {
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { home, type World } from './world';

/** Everything the reconciler keeps, with names in place of ids, so that two organizations can be compared. */
export async function stateOf({ management, members, sessions, state }: World): Promise<unknown> {
  const own = sessions({ account: management, region: home });
  const security = sessions({ account: String(members.security), region: home });
  const organizations = own.client(OrganizationsClient);
  const { EnabledServicePrincipals = [] } = await organizations.send(
    new ListAWSServiceAccessForOrganizationCommand({}),
  );
  const contacts: unknown[] = [];
  const offices: unknown[] = [];
  for (const AccountId of [undefined, ...Object.values(members)]) {
    for (const AlternateContactType of ['SECURITY', 'BILLING'] as const) {
      const input = { AccountId, AlternateContactType };
      const { AlternateContact } = await own.client(AccountClient).send(new GetAlternateContactCommand(input));
      contacts.push([AccountId, AlternateContact]);
    }
    if (!AccountId) continue;
    const { DelegatedServices = [] } = await organizations.send(
      new ListDelegatedServicesForAccountCommand({ AccountId }),
    );
    offices.push([AccountId, DelegatedServices.map(({ ServicePrincipal }) => ServicePrincipal).sort()]);
  }
  const { AdminAccounts } = await own.client(GuardDutyClient).send(new ListOrganizationAdminAccountsCommand({}));
  const inspector = security.client(Inspector2Client);
  const { autoEnable } = await inspector.send(new DescribeOrganizationConfigurationCommand({}));
  const { members: scanned = [] } = await inspector.send(new ListMembersCommand({}));
  const all = {
    trusted: EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal).sort(),
    offices,
    contacts,
    guardDuty: AdminAccounts,
    inspector: [autoEnable, scanned.map(({ accountId }) => accountId)],
    doubles: state,
  };
  const names = [['management', management] as const, ...Object.entries(members)];
  const text = names.reduce((json, [name, id]) => json.replaceAll(id, name), JSON.stringify(all));
  return JSON.parse(text.replaceAll(/r-[a-z0-9]{4}\b/g, 'root'));
}
