import type { Organization, Region } from './organization';
import type { Services } from './services';

/** A service that is switched on and off as a whole. */
export type ServiceName = Exclude<keyof Services, 'alertFrom' | 'conformancePacks'>;

// Opened since 2022, and last to get anything.
const young = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-2',
  'me-central-1',
  'mx-central-1',
];
const optIn = [...young, 'af-south-1', 'ap-east-1', 'eu-south-1', 'il-central-1', 'me-south-1', 'me-west-1'];
const china = ['cn-north-1', 'cn-northwest-1'];
const govCloud = ['us-gov-east-1', 'us-gov-west-1'];

/**
 * Where AWS does not offer a service, so that a stack with it would fail.
 * Source: CloudFormation's resource types by region (2026-05) and the endpoints of the SDKs.
 */
const missing: Readonly<Partial<Record<ServiceName, readonly Region[]>>> = {
  inspector: ['ap-southeast-6'],
  macie: [...young, ...china, ...govCloud],
  detective: [...young, ...china, 'ap-northeast-3'],
  securityLake: [...optIn, ...china],
};

export function isOffered(service: ServiceName, region: Region): boolean {
  return !missing[service]?.includes(region);
}

/** Security Hub gathers findings, and is configured for all accounts, in a region that is on without asking. */
function canAggregate(region: Region): boolean {
  return !optIn.includes(region);
}

/** Regions whose findings Security Hub gathers at home, home first; none where it has to be told region by region. */
export function centralRegions({
  homeRegion,
  governedRegions,
}: Pick<Organization, 'homeRegion' | 'governedRegions'>): readonly Region[] {
  // It takes a home and at least one linked region.
  return canAggregate(homeRegion) && governedRegions.length > 1 ? governedRegions : [];
}
