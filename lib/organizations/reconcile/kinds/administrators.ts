import { CloudTrailClient, RegisterOrganizationDelegatedAdminCommand } from '@aws-sdk/client-cloudtrail';
import {
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { allPages } from '../../calls/all-pages';
import { defineKind, request, type Scene, type Step } from '../kind';
import { unlessMissing } from '../missing';
import { management } from '../places';
import type { Administrator } from '../settings';
import { trustIn } from './trusted-access';

interface Offices {
  readonly account: string;
  readonly services: readonly string[];
}

const cloudTrail = 'cloudtrail.amazonaws.com';

/** Accounts that administer a service for the organization, where Organizations itself keeps who does. */
export const administrators = defineKind<Offices, readonly string[]>({
  id: 'delegated-administrators',
  items: ({ settings }) => byAccount(settings.administrators),
  place: (_, scene) => management(scene),
  nothing: [],
  read: async ({ account }, { call, in: session }, scene) => {
    const client = session(management(scene)).client(OrganizationsClient);
    const services = await unlessMissing(
      allPages(
        (NextToken) =>
          call('ListDelegatedServicesForAccount', () =>
            client.send(new ListDelegatedServicesForAccountCommand({ AccountId: account, NextToken })),
          ),
        (page) => page.DelegatedServices,
      ),
      'AccountNotRegisteredException',
    );
    return (services ?? []).flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
  },
  steps: ({ account, services }, registered, scene) =>
    services
      .filter((service) => !registered.includes(service))
      .map((service) =>
        service === cloudTrail ? cloudTrailAdministrator(account, scene) : register(account, service, scene),
      ),
  permissions: ({ administrators }) => ({
    management:
      administrators.length === 0
        ? []
        : [
            'organizations:ListDelegatedServicesForAccount',
            'organizations:RegisterDelegatedAdministrator',
            ...(administrators.some(({ service }) => service === cloudTrail)
              ? ['cloudtrail:RegisterOrganizationDelegatedAdmin', 'organizations:ListDelegatedAdministrators']
              : []),
          ],
  }),
  remedies: {
    AccountNotFoundException: 'the account is not in the organization; correct the lock file with breakwater sync',
    DelegatedAdminAccountLimitExceededException: 'three accounts administer the service already; deregister one',
  },
});

function register(AccountId: string, ServicePrincipal: string, scene: Scene): Step {
  return request({
    says: `let account ${AccountId} administer ${ServicePrincipal}`,
    place: management(scene),
    operation: 'RegisterDelegatedAdministrator',
    needs: [trustIn(ServicePrincipal)],
    alreadySo: ['AccountAlreadyRegisteredException'],
    send: (session) =>
      session
        .client(OrganizationsClient)
        .send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal })),
  });
}

/** CloudTrail gives the account its service-linked role along with the office, which Organizations does not. */
function cloudTrailAdministrator(MemberAccountId: string, scene: Scene): Step {
  return request({
    says: `let account ${MemberAccountId} administer ${cloudTrail}`,
    place: management(scene),
    operation: 'RegisterOrganizationDelegatedAdmin',
    needs: [trustIn(cloudTrail)],
    alreadySo: ['AccountRegisteredException'],
    send: (session) =>
      session.client(CloudTrailClient).send(new RegisterOrganizationDelegatedAdminCommand({ MemberAccountId })),
  });
}

function byAccount(administrators: readonly Administrator[]): readonly Offices[] {
  return [...new Set(administrators.map(({ account }) => account))].map((account) => ({
    account,
    services: administrators.filter((one) => one.account === account).map(({ service }) => service),
  }));
}
