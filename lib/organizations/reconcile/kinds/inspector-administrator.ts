import {
  EnableDelegatedAdminAccountCommand,
  Inspector2Client,
  ListDelegatedAdminAccountsCommand,
} from '@aws-sdk/client-inspector2';
import { appoint } from '../appoint';
import { defineKind, type Place } from '../kind';
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
  steps: ({ account, region }, incumbent, scene) =>
    appoint({
      office: inspectorOffice(region),
      account,
      incumbent,
      place: management(scene, region),
      operation: 'EnableDelegatedAdminAccount',
      send: (session) =>
        session
          .client(Inspector2Client)
          .send(new EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId: account })),
    }),
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
