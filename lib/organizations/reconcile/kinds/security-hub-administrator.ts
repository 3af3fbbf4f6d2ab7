import {
  DescribeSecurityHubV2Command,
  EnableOrganizationAdminAccountCommand,
  ListOrganizationAdminAccountsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { AccountId } from '../../../model/organization';
import { allPages } from '../../calls/all-pages';
import { appoint } from '../appoint';
import { defineKind } from '../kind';
import { unlessMissing } from '../missing';
import { management } from '../places';
import { trustIn } from './trusted-access';

interface Living {
  readonly administrator?: string | undefined;
  /** In the security account. */
  readonly hasHub: boolean;
}

// CloudFormation names the administrator of Security Hub CSPM alone, from which AWS takes the other one only if it comes first.
const Feature = 'SecurityHubV2';

/**
 * The security account administers the second version of Security Hub: asked for in one region, true in all. It gets no
 * right to write policies of the organization, since the one that switches the service on is management's.
 */
export const securityHubAdministrator = defineKind<AccountId, Living>({
  id: 'security-hub-administrator',
  items: ({ settings: { securityHubV2, securityAccount } }) =>
    securityHubV2 && securityAccount ? [securityAccount] : [],
  place: (_, scene) => management(scene),
  needs: () => [trustIn('securityhub.amazonaws.com')],
  nothing: { hasHub: true },
  read: async (account, { call, in: session }, scene) => {
    const client = session(management(scene)).client(SecurityHubClient);
    const admins = await allPages(
      (NextToken) =>
        call('ListOrganizationAdminAccounts', () =>
          client.send(new ListOrganizationAdminAccountsCommand({ Feature, NextToken })),
        ),
      (page) => page.AdminAccounts,
    );
    const administrator = admins.find(({ Status }) => Status === 'ENABLED')?.AccountId;
    if (administrator) return { administrator, hasHub: true };
    const { region } = management(scene);
    const hub = await unlessMissing(
      call('DescribeSecurityHubV2', () =>
        session({ account, region }).client(SecurityHubClient).send(new DescribeSecurityHubV2Command({})),
      ),
      'ResourceNotFoundException',
    );
    return { hasHub: hub !== undefined };
  },
  steps: (account, { administrator, hasHub }, scene) =>
    appoint({
      office: 'the administrator of Security Hub V2',
      account,
      incumbent: administrator,
      lacking: !hasHub && 'Security Hub V2: once it is on in the security account',
      place: management(scene),
      operation: 'EnableOrganizationAdminAccount',
      send: (session) =>
        session
          .client(SecurityHubClient)
          .send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: account, Feature })),
    }),
  permissions: ({ securityHubV2 }) =>
    securityHubV2
      ? {
          management: [
            'securityhub:EnableOrganizationAdminAccount',
            'securityhub:ListOrganizationAdminAccounts',
            // Security Hub asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:ListAccounts',
            'organizations:ListDelegatedAdministrators',
            'organizations:RegisterDelegatedAdministrator',
          ],
          security: ['securityhub:DescribeSecurityHubV2'],
        }
      : {},
});
