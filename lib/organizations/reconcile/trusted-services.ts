import type { PolicyType } from '../../model/control';
import type { Organization } from '../../model/organization';
import type { Services } from '../../model/services';

/** Always: the trail, the baseline's roles, the accounts' contacts and names. */
const always = ['cloudtrail.amazonaws.com', 'account.amazonaws.com'];
const rootAccess = 'iam.amazonaws.com';
const malware = 'malware-protection.guardduty.amazonaws.com';

type Switch = Exclude<keyof Services, 'conformancePacks' | 'alertFrom'>;

/**
 * Principals of each service that can be on.
 * Source: AWS Organizations User Guide, "AWS services that you can use with AWS Organizations" (read 2026-11).
 */
const principals: Readonly<Record<Switch, readonly string[]>> = {
  guardDuty: ['guardduty.amazonaws.com'],
  securityHub: ['securityhub.amazonaws.com'],
  inspector: ['inspector2.amazonaws.com'],
  macie: ['macie.amazonaws.com'],
  accessAnalyzer: ['access-analyzer.amazonaws.com'],
  detective: ['detective.amazonaws.com'],
  config: ['config.amazonaws.com', 'config-multiaccountsetup.amazonaws.com'],
  firewallManager: ['fms.amazonaws.com'],
  securityLake: ['securitylake.amazonaws.com'],
};

/** Services whose administrator is registered with Organizations; the others have a call of their own for it. */
const registered: readonly Switch[] = ['accessAnalyzer', 'config'];

const byPolicyType: Readonly<Partial<Record<PolicyType, string>>> = {
  BACKUP_POLICY: 'backup.amazonaws.com',
  TAG_POLICY: 'tagpolicies.tag.amazonaws.com',
};

/** Every service that may act across the organization, in the order it is enabled. */
export function trustedServices(organization: Organization, policyTypes: readonly PolicyType[]): readonly string[] {
  const { services, administration } = organization;
  return [
    ...new Set([
      ...always,
      ...(administration.rootPowers.length > 0 ? [rootAccess] : []),
      ...switchedOn(services).flatMap((service) => principals[service]),
      ...(services.guardDuty?.protections.includes('malware') ? [malware] : []),
      ...policyTypes.flatMap((type) => byPolicyType[type] ?? []),
      ...administration.trustedServices.map(({ service }) => service),
    ]),
  ];
}

/** Principals that the security account is registered for as administrator. */
export function registeredServices({ services }: Organization): readonly string[] {
  return switchedOn(services).flatMap((service) => (registered.includes(service) ? principals[service] : []));
}

/** Principals that are ours to enable; others are somebody else's business. */
export const knownServices: readonly string[] = [...Object.values(principals).flat(), malware, rootAccess];

function switchedOn(services: Services): readonly Switch[] {
  return (Object.keys(principals) as Switch[]).filter((service) => services[service] !== undefined);
}
