import { ListDelegatedAdministratorsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { RegisterDataLakeDelegatedAdministratorCommand, SecurityLakeClient } from '@aws-sdk/client-securitylake';
import { allPages } from '../../calls/all-pages';
import { defineKind, request } from '../kind';
import { lakePlace, management } from '../places';
import type { Lake } from '../settings';
import { trustIn } from './trusted-access';

const service = 'securitylake.amazonaws.com';

export const lakeOffice = 'the administrator of Security Lake';

/** The log archive administers Security Lake, the same in all regions. Its own call makes roles that registering alone would not. */
export const securityLakeAdministrator = defineKind<Lake, readonly string[]>({
  id: 'security-lake-administrator',
  items: ({ settings: { securityLake } }) => (securityLake ? [securityLake] : []),
  place: (lake, scene) => management(scene, lakePlace(lake).region),
  needs: () => [trustIn(service)],
  nothing: [],
  read: async (_, { call, in: session }, scene) => {
    const client = session(management(scene)).client(OrganizationsClient);
    const administrators = await allPages(
      (NextToken) =>
        call('ListDelegatedAdministrators', () =>
          client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: service, NextToken })),
        ),
      (page) => page.DelegatedAdministrators,
    );
    return administrators.flatMap(({ Id }) => Id ?? []);
  },
  steps: (lake, administrators, scene) => {
    const { account } = lake;
    if (administrators.includes(account)) return [];
    const [other] = administrators;
    if (other) {
      const note = `account ${other} is ${lakeOffice}; take that away by hand, then ${account} becomes it`;
      return [{ note, wrong: true }];
    }
    return [
      request({
        says: `make account ${account} ${lakeOffice}`,
        place: management(scene, lakePlace(lake).region),
        operation: 'RegisterDataLakeDelegatedAdministrator',
        gives: lakeOffice,
        send: (session) =>
          session
            .client(SecurityLakeClient)
            .send(new RegisterDataLakeDelegatedAdministratorCommand({ accountId: account })),
      }),
    ];
  },
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
