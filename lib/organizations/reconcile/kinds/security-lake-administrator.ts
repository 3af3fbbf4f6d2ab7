import { ListDelegatedAdministratorsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { defineKind } from '../kind';
import { management } from '../places';
import { trustIn } from './trusted-access';

const service = 'securitylake.amazonaws.com';

/** Who administers Security Lake is a decision with a bill: it is looked at, and a person is told the call. */
export const securityLakeAdministrator = defineKind<string, readonly string[]>({
  id: 'security-lake-administrator',
  items: ({ settings: { securityLake } }) => (securityLake ? [securityLake] : []),
  place: (_, scene) => management(scene),
  needs: () => [trustIn(service)],
  nothing: [],
  read: async (_, { call, in: session }, scene) => {
    const client = session(management(scene)).client(OrganizationsClient);
    const { DelegatedAdministrators = [] } = await call('ListDelegatedAdministrators', () =>
      client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: service })),
    );
    return DelegatedAdministrators.flatMap(({ Id }) => Id ?? []);
  },
  steps: (account, administrators) =>
    administrators.includes(account)
      ? []
      : [
          {
            note: `account ${account} does not administer Security Lake: aws securitylake register-data-lake-delegated-administrator --account-id ${account}`,
            wrong: true,
          },
        ],
  permissions: ({ securityLake }) =>
    securityLake ? { management: ['organizations:ListDelegatedAdministrators'] } : {},
});
