import {
  EnableDelegatedAdminAccountCommand,
  Inspector2Client,
  ListDelegatedAdminAccountsCommand,
} from '@aws-sdk/client-inspector2';
import { defineKind, type Place, request } from '../kind';
import { management, securityPlaces } from '../places';
import { trustIn } from './trusted-access';

export const inspectorOffice = (region: string) => `the administrator of Inspector in ${region}`;

/** The security account administers Inspector, region by region. */
export const inspectorAdministrator = defineKind<Place, string | undefined>({
  id: 'inspector-administrator',
  items: (scene) => securityPlaces(scene, 'inspector'),
  place: ({ region }, scene) => management(scene, region),
  needs: () => [trustIn('inspector2.amazonaws.com')],
  nothing: undefined,
  read: async ({ region }, { call, in: session }, scene) => {
    const client = session(management(scene, region)).client(Inspector2Client);
    const { delegatedAdminAccounts = [] } = await call('ListDelegatedAdminAccounts', () =>
      client.send(new ListDelegatedAdminAccountsCommand({})),
    );
    return delegatedAdminAccounts[0]?.accountId;
  },
  steps: ({ account, region }, administrator, scene) => {
    if (administrator === account) return [];
    if (administrator) {
      const note = `account ${administrator} is ${inspectorOffice(region)}; take that away by hand, then ${account} becomes it`;
      return [{ note, wrong: true }];
    }
    return [
      request({
        says: `make account ${account} ${inspectorOffice(region)}`,
        place: management(scene, region),
        operation: 'EnableDelegatedAdminAccount',
        gives: inspectorOffice(region),
        send: (session) =>
          session
            .client(Inspector2Client)
            .send(new EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId: account })),
      }),
    ];
  },
  permissions: ({ services: { inspector } }) =>
    inspector
      ? {
          management: [
            'inspector2:EnableDelegatedAdminAccount',
            'inspector2:ListDelegatedAdminAccounts',
            // Inspector asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:ListDelegatedAdministrators',
            'organizations:RegisterDelegatedAdministrator',
          ],
        }
      : {},
});
