import type { EventPattern } from '../model/guardrail';
import type { Organization, Region } from '../model/organization';
import { centralRegions, isOffered } from '../model/service-regions';
import { type FindingLevel, findingLevels, type Services } from '../model/services';
import { guardDutySeverities } from './guard-duty-severities';

/** A service that finds, and the events of its findings that are worth an alert. */
export interface FindingPattern {
  readonly service: 'guardDuty' | 'macie' | 'accessAnalyzer' | 'inspector' | 'securityHub';
  readonly pattern: EventPattern;
}

type Told = (from: FindingLevel) => EventPattern | undefined;

const threats: Readonly<Record<'guardDuty' | 'macie' | 'accessAnalyzer', Told>> = {
  guardDuty: (from) => ({
    source: ['aws.guardduty'],
    'detail-type': ['GuardDuty Finding'],
    detail: { severity: [{ numeric: ['>=', guardDutySeverities[from]] }], service: { archived: [false] } },
  }),
  // Knows no critical ones.
  macie: (from) =>
    from === 'critical'
      ? undefined
      : {
          source: ['aws.macie'],
          'detail-type': ['Macie Finding'],
          detail: { severity: { description: levelsFrom(from).flatMap(macieWord) }, archived: [false] },
        },
  // Knows no severities: what anybody may reach counts as high, what a known stranger may reach as medium.
  accessAnalyzer: (from) =>
    from === 'critical'
      ? undefined
      : {
          source: ['aws.access-analyzer'],
          'detail-type': ['Access Analyzer Finding'],
          detail: { status: ['ACTIVE'], ...(from === 'high' && { isPublic: [true] }) },
        },
};

const weaknesses: Readonly<Record<'inspector' | 'securityHub', Told>> = {
  inspector: (from) => ({
    source: ['aws.inspector2'],
    'detail-type': ['Inspector2 Finding'],
    detail: { severity: levelsFrom(from).map(upper), status: ['ACTIVE'] },
  }),
  // Of its own controls only: it repeats what other services find, and what we have told it ourselves.
  securityHub: (from) => ({
    source: ['aws.securityhub'],
    'detail-type': ['Security Hub Findings - Imported'],
    detail: {
      findings: {
        ProductArn: [{ suffix: '::product/aws/securityhub' }],
        Severity: { Label: levelsFrom(from).map(upper) },
        Compliance: { Status: ['FAILED'] },
        RecordState: ['ACTIVE'],
        Workflow: { Status: ['NEW'] },
      },
    },
  }),
};

/** What is told in a region: Security Hub tells the findings of linked regions in its home region once more. */
export function serviceFindingPatternsIn(region: Region, organization: Organization): readonly FindingPattern[] {
  const isCentral = centralRegions(organization).length > 0;
  return serviceFindingPatterns(organization.services).filter(
    ({ service }) =>
      isOffered(service, region) && (service !== 'securityHub' || region === organization.homeRegion || !isCentral),
  );
}

/** What the services that are on tell, from the levels on that are asked for. */
export function serviceFindingPatterns(services: Services): readonly FindingPattern[] {
  const { alertFrom } = services;
  return [...told(threats, services, alertFrom.threats), ...told(weaknesses, services, alertFrom.weaknesses)];
}

function told<Service extends FindingPattern['service']>(
  kinds: Readonly<Record<Service, Told>>,
  services: Services,
  from: FindingLevel | undefined,
): readonly FindingPattern[] {
  if (!from) return [];
  return (Object.keys(kinds) as Service[]).flatMap((service) => {
    const pattern = services[service] && kinds[service](from);
    return pattern ? [{ service, pattern }] : [];
  });
}

function levelsFrom(level: FindingLevel): readonly FindingLevel[] {
  return findingLevels.slice(findingLevels.indexOf(level));
}

function macieWord(level: FindingLevel): readonly string[] {
  return { low: ['Low'], medium: ['Medium'], high: ['High'], critical: [] }[level];
}

function upper(text: string): string {
  return text.toUpperCase();
}
