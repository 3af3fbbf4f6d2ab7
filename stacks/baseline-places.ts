import type { Organization, OrganizationalUnit, Partition, Region } from '../lib/model/organization';

// IAM, Organizations, Route 53 and sign-in tell their events in one region, whether it is governed or not.
const globalRegions: Readonly<Record<Partition, Region>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Governed regions but the home region. */
export function awayRegions({ homeRegion, governedRegions }: Organization): readonly Region[] {
  return governedRegions.filter((region) => region !== homeRegion);
}

/** Home region first. */
export function baselineRegions({ partition, homeRegion, governedRegions }: Organization): readonly Region[] {
  return [...new Set([homeRegion, ...governedRegions, globalRegions[partition]])];
}

/**
 * Regions that are on without asking. The others are off until somebody with the right to do so enables them.
 * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account" (read 2026-11).
 */
const defaultRegions: Readonly<Record<Partition, readonly Region[]>> = {
  aws: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/** Regions where calls are possible and nobody governs. */
export function outpostRegions({ partition, homeRegion, governedRegions }: Organization): readonly Region[] {
  return defaultRegions[partition].filter((region) => region !== homeRegion && !governedRegions.includes(region));
}

/** Units the baseline goes to, with all below them. A suspended account would only fail. */
export function baselineUnits({ units }: Organization): readonly OrganizationalUnit[] {
  return units.filter(({ parent, purpose }) => parent === undefined && purpose !== 'suspended');
}
