import {
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { allPages } from '../../calls/all-pages';
import { defineKind, type Outcome, request, type Scene } from '../kind';
import { management } from '../places';
import { knownServices } from '../trusted-services';

/** What the step that trusts a service gives. */
export const trustIn = (service: string) => `trusted access of ${service}`;

/** Services that may act across the organization. None is ever taken away: what it keeps in the accounts would end. */
export const trustedAccess = defineKind<readonly string[], readonly string[]>({
  id: 'trusted-access',
  items: ({ settings }) => [settings.trustedServices],
  place: (_, scene) => management(scene),
  nothing: [],
  read: async (_, { call, in: session }, scene) => {
    const client = session(management(scene)).client(OrganizationsClient);
    const enabled = await allPages(
      (NextToken) =>
        call('ListAWSServiceAccessForOrganization', () =>
          client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
        ),
      (page) => page.EnabledServicePrincipals,
    );
    return enabled.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
  },
  steps: (wanted, enabled, scene) => [
    ...wanted.filter((service) => !enabled.includes(service)).map((service) => enable(service, scene)),
    ...enabled
      .filter((service) => knownServices.includes(service) && !wanted.includes(service))
      .map((service) => ({ note: `${service} is still trusted, and nothing here needs it; take that away by hand` })),
  ],
  permissions: () => ({
    management: ['organizations:ListAWSServiceAccessForOrganization', 'organizations:EnableAWSServiceAccess'],
  }),
});

function enable(ServicePrincipal: string, scene: Scene): Outcome {
  return request({
    says: `enable ${trustIn(ServicePrincipal)}`,
    place: management(scene),
    operation: 'EnableAWSServiceAccess',
    gives: trustIn(ServicePrincipal),
    send: (session) =>
      session.client(OrganizationsClient).send(new EnableAWSServiceAccessCommand({ ServicePrincipal })),
  });
}
