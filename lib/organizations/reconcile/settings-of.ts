import type { RootPower } from '../../model/administration';
import { accountNamed, accountWithRole, type Organization } from '../../model/organization';
import { defaultRegions } from '../../model/partitions';
import { isOffered } from '../../model/service-regions';
import { isSettled, type SettledPolicy } from '../../model/settled-policy';
import type { Administrator, Lake, RootFeature, Settings } from './settings';
import { registeredServices, trustedServices } from './trusted-services';

const rootFeatures: Readonly<Record<RootPower, RootFeature>> = {
  credentials: 'RootCredentialsManagement',
  sessions: 'RootSessions',
};

/**
 * What an organization asks of the reconciler. Pure.
 * @param documents every policy there is to be, as composed for the organization's stack
 */
export function settingsOf(
  organization: Organization,
  documents: readonly (Omit<SettledPolicy, 'targets'> & { readonly targets: readonly string[] })[],
): Settings {
  const { services, administration, partition, governedRegions } = organization;
  const [security, logArchive] = [idOf(organization, 'security'), idOf(organization, 'log-archive')];
  const policyTypes = [...new Set(documents.map(({ type }) => type))];
  const lake = lakeOf(organization, logArchive);
  return {
    ...(organization.id && { organization: organization.id }),
    partition,
    homeRegion: organization.homeRegion,
    governedRegions,
    ...(security && { securityAccount: security }),
    keptAccounts: organization.accounts.flatMap(({ role, id }) => (role !== 'member' && id ? [id] : [])),
    quietUnits: organization.units.flatMap(({ purpose, path }) => (purpose === 'suspended' ? [path] : [])),
    policyTypes,
    policies: documents.filter(isSettled).map(({ type, name, description, content, targets }) => {
      return { type, name, description, content, targets };
    }),
    trustedServices: trustedServices(organization, policyTypes),
    administrators: administrators(organization, security),
    rootFeatures: administration.rootPowers.map((power) => rootFeatures[power]),
    services: {
      ...(services.guardDuty && { guardDuty: services.guardDuty }),
      ...(services.inspector && { inspector: services.inspector }),
      ...(services.macie && { macie: services.macie }),
    },
    firewallManager: services.firewallManager !== undefined,
    securityHubV2: services.securityHub?.v2 === true,
    ...(lake && { securityLake: lake }),
    contacts: administration.contacts,
    optInRegions: governedRegions.filter((region) => !defaultRegions[partition].includes(region)),
    serviceQuotas: administration.serviceQuotas.map((quota) => {
      return { ...quota, regions: quota.regions.length > 0 ? quota.regions : governedRegions };
    }),
    costTags: organization.budgets && partition === 'aws' ? boundaryTagsIn(organization) : [],
    renamed: organization.accounts.flatMap(({ id, name, email, formerly }) => {
      return id && formerly ? [{ id, name, email }] : [];
    }),
    closing: administration.closing.map(({ account, id }) => ({ account, id })),
  };
}

function lakeOf({ services, governedRegions }: Organization, account: string | undefined): Lake | undefined {
  const [first, ...others] = governedRegions.filter((region) => isOffered('securityLake', region));
  if (!services.securityLake || !account || !first) return undefined;
  return { account, regions: [first, ...others], sources: services.securityLake.sources };
}

function administrators(organization: Organization, security: string | undefined): readonly Administrator[] {
  const ours = security ? registeredServices(organization).map((service) => ({ service, account: security })) : [];
  const theirs = organization.administration.trustedServices.flatMap(({ service, administrator }) => {
    const account = administrator && accountNamed(organization, administrator)?.id;
    return account ? [{ service, account }] : [];
  });
  return [...ours, ...theirs];
}

/** Keys of the tags that tell why accounts are separate. */
function boundaryTagsIn({ accounts }: Organization): readonly string[] {
  const keys = accounts.flatMap(({ tags }) => Object.keys(tags)).filter((key) => key.startsWith('breakwater:'));
  return [...new Set(keys)].sort();
}

function idOf(organization: Organization, role: 'security' | 'log-archive'): string | undefined {
  return accountWithRole(organization, role).id;
}
