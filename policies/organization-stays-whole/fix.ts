import {
  DeregisterDelegatedAdministratorCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type Change, decide, type State } from './decide';
import { keptBy } from './resource';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'organizations:DisableAWSServiceAccess',
        'organizations:EnableAWSServiceAccess',
        'organizations:ListAWSServiceAccessForOrganization',
        'organizations:ListDelegatedAdministrators',
      ],
      resources: ['*'],
      because: 'trusted access belongs to the organization as a whole, which these actions cannot name',
    },
    {
      actions: ['organizations:DeregisterDelegatedAdministrator', 'organizations:RegisterDelegatedAdministrator'],
      resources: ['arn:aws:organizations::*:account/*'],
    },
  ],

  async read(resource, session) {
    const kept = keptBy(resource);
    if (kept.kind === 'access') return { ...kept, trusted: await isTrusted(kept.service, session) };
    if (kept.kind === 'administrator') return { ...kept, registered: await isRegistered(kept, session) };
    return kept;
  },

  decide: (state, facts) => decide(state, facts),

  async apply(change, session) {
    await make(change, session);
  },

  async undo(_before, change, session) {
    await make({ ...change, wanted: !change.wanted }, session);
  },
});

async function make(change: Change, session: Session): Promise<void> {
  const client = session.client(OrganizationsClient);
  const { wanted, service: ServicePrincipal } = change;
  if (change.kind === 'access') {
    const input = { ServicePrincipal };
    await (wanted
      ? client.send(new EnableAWSServiceAccessCommand(input))
      : client.send(new DisableAWSServiceAccessCommand(input)));
    return;
  }
  const input = { AccountId: change.account, ServicePrincipal };
  try {
    await (wanted
      ? client.send(new RegisterDelegatedAdministratorCommand(input))
      : client.send(new DeregisterDelegatedAdministratorCommand(input)));
  } catch (error) {
    const already = wanted ? 'AccountAlreadyRegisteredException' : 'AccountNotRegisteredException';
    if (!isNamed(error, already)) throw error;
  }
}

async function isTrusted(service: string, session: Session): Promise<boolean> {
  const pages = paginateListAWSServiceAccessForOrganization({ client: session.client(OrganizationsClient) }, {});
  for await (const { EnabledServicePrincipals: trusted = [] } of pages) {
    if (trusted.some(({ ServicePrincipal }) => ServicePrincipal === service)) return true;
  }
  return false;
}

interface Office {
  readonly account: string;
  readonly service: string;
}

async function isRegistered({ account, service }: Office, session: Session): Promise<boolean> {
  const client = session.client(OrganizationsClient);
  const pages = paginateListDelegatedAdministrators({ client }, { ServicePrincipal: service });
  for await (const { DelegatedAdministrators: admins = [] } of pages) {
    if (admins.some(({ Id }) => Id === account)) return true;
  }
  return false;
}
