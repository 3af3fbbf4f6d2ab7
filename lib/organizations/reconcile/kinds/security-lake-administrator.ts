import { ListDelegatedAdministratorsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { RegisterDataLakeDelegatedAdministratorCommand, SecurityLakeClient } from '@aws-sdk/client-securitylake';
import { appoint } from '../appoint';
import { defineKind } from '../kind';
import { lakePlace, management } from '../places';
import type { Lake } from '../settings';
import { trustIn } from './trusted-access';

const service = 'securitylake.amazonaws.com';

export const lakeOffice = 'the administrator of Security Lake';

/** The log archive administers Security Lake, the same in all regions. Its own call makes roles that registering alone would not. */
export const securityLakeAdministrator = defineKind<Lake, string | undefined>({
  id: 'security-lake-administrator',
  items: ({ settings: { securityLake } }) => (securityLake ? [securityLake] : []),
  place: (lake, scene) => management(scene, lakePlace(lake).region),
  needs: () => [trustIn(service)],
  nothing: undefined,
  read: async (_, { call, in: session }, scene) => {
    const client = session(management(scene)).client(OrganizationsClient);
    // It has no more than one.
    const { DelegatedAdministrators = [] } = await call('ListDelegatedAdministrators', () =>
      client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: service })),
    );
    return DelegatedAdministrators[0]?.Id;
  },
  steps: (lake, incumbent, scene) =>
    appoint({
      office: lakeOffice,
      account: lake.account,
      incumbent,
      place: management(scene, lakePlace(lake).region),
      operation: 'RegisterDataLakeDelegatedAdministrator',
      send: (session) =>
        session
          .client(SecurityLakeClient)
          .send(new RegisterDataLakeDelegatedAdministratorCommand({ accountId: lake.account })),
    }),
  permissions: ({ securityLake }) =>
    securityLake
      ? {
          management: [
            'organizations:ListDelegatedAdministrators',
            'securitylake:RegisterDataLakeDelegatedAdministrator',
            // Security Lake asks for these on the caller's behalf.
            'organizations:DescribeAccount',
            'organizations:ListAccounts',
            'organizations:ListDelegatedServicesForAccount',
            'organizations:RegisterDelegatedAdministrator',
          ],
        }
      : {},
  remedies: { ConflictException: 'Security Lake is still at an earlier change; the next run goes on' },
});
