import { serviceFindingPatternsIn } from '../lib/events/service-finding-patterns';
import type { Organization, Region } from '../lib/model/organization';
import { centralRegions, isOffered } from '../lib/model/service-regions';

/** Where the security account runs a service itself, or has findings to tell. */
export function detectorRegions(organization: Organization): readonly Region[] {
  const { guardDuty, securityHub, macie } = organization.services;
  return organization.governedRegions.filter(
    (region) =>
      guardDuty ||
      securityHub ||
      (macie && isOffered('macie', region)) ||
      serviceFindingPatternsIn(region, organization).length > 0,
  );
}

/** Where the log archive has a lake, home first. */
export function lakeRegions({ services, governedRegions }: Organization): readonly Region[] {
  return services.securityLake ? governedRegions.filter((region) => isOffered('securityLake', region)) : [];
}

/**
 * Where the security account administers a service for the others.
 * @param rules whether guardrails ask for rules of AWS Config
 */
export function serviceRegions(organization: Organization, rules: boolean): readonly Region[] {
  const { securityHub, accessAnalyzer, detective, config, conformancePacks, firewallManager } = organization.services;
  const isCentral = centralRegions(organization).length > 0;
  return organization.governedRegions.filter((region) => {
    const isHome = region === organization.homeRegion;
    return (
      accessAnalyzer ||
      firewallManager ||
      (securityHub && (isHome || !isCentral)) ||
      (detective && isOffered('detective', region)) ||
      (config && (isHome || rules || conformancePacks.some((name) => name !== 'identity')))
    );
  });
}
