import type { Facts } from '../../lib/model/facts';

type Parameters = Readonly<Record<string, unknown>>;

interface Deed {
  /** What it does, as a sentence; undefined when it harms nothing. */
  readonly says: (parameters: Parameters, facts: Facts) => string | undefined;
  /** CloudFormation does it when the organization is deployed. */
  readonly deployed?: true;
}

const always = (sentence: string): Deed => ({ says: () => sentence });
const aboutAccount = (verb: string): Deed => ({ says: ({ accountId }) => `account ${accountId ?? 'unknown'} ${verb}` });
const address = (what: string): Deed => ({ says: ({ AccountId }) => `${AccountId ?? 'the account'}: ${what}` });

const isOurs = ({ accountId }: Parameters, { securityAccount, logArchiveAccount }: Facts): boolean =>
  accountId === securityAccount || accountId === logArchiveAccount;

const organizations: Readonly<Record<string, Deed>> = {
  AcceptHandshake: always(
    'an invitation was accepted: an account joins another organization, or billing is handed over',
  ),
  CloseAccount: aboutAccount('is closed'),
  DeleteOrganization: always('the organization is deleted'),
  DeleteOrganizationalUnit: {
    says: ({ organizationalUnitId }) => `unit ${organizationalUnitId ?? 'unknown'} is deleted`,
    deployed: true,
  },
  DeleteResourcePolicy: { says: () => 'the delegation policy of the organization is deleted', deployed: true },
  DeregisterDelegatedAdministrator: {
    says: (parameters, facts) =>
      isOurs(parameters, facts) || parameters.accountId === undefined
        ? `our account no longer administers ${parameters.servicePrincipal ?? 'a service'}`
        : undefined,
  },
  DisableAWSServiceAccess: {
    says: ({ servicePrincipal }) => `${servicePrincipal ?? 'a service'} is no longer trusted with the organization`,
  },
  InviteAccountToOrganization: always(
    'a foreign account is invited: policies that trust the organization will trust it',
  ),
  LeaveOrganization: always('the account leaves the organization'),
  PutResourcePolicy: { says: () => 'the delegation policy of the organization is changed', deployed: true },
  RegisterDelegatedAdministrator: {
    says: (parameters, facts) =>
      isOurs(parameters, facts)
        ? undefined
        : `account ${parameters.accountId ?? 'unknown'} now administers ${parameters.servicePrincipal ?? 'a service'}`,
  },
  RemoveAccountFromOrganization: aboutAccount('is removed'),
};

const account: Readonly<Record<string, Deed>> = {
  AcceptPrimaryEmailUpdate: address('the e-mail address that recovers the root password changes'),
  CloseAccount: always('the account is closed'),
  DeleteAlternateContact: address('an alternate contact is deleted'),
  PutAccountName: address('the name changes'),
  PutAlternateContact: address('an alternate contact changes'),
  PutContactInformation: address('the contact information changes'),
  StartPrimaryEmailUpdate: address('another e-mail address is asked for'),
};

/** Calls that take the organization apart, by event source and event name. */
export const deeds: Readonly<Record<string, Readonly<Record<string, Deed>>>> = {
  'organizations.amazonaws.com': organizations,
  'account.amazonaws.com': account,
};
