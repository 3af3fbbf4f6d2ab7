import type { Organization, OrganizationalUnit, Partition, Region } from '../lib/model/organization';

// IAM, Organizations, Route 53 and sign-in tell their events in one region, whether it is governed or not.
const globalRegions: Readonly<Record<Partition, Region>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Home region first. */
export function baselineRegions({ partition, homeRegion, governedRegions }: Organization): readonly Region[] {
  return [...new Set([homeRegion, ...governedRegions, globalRegions[partition]])];
}

/** Units the baseline goes to, with all below them. A suspended account would only fail. */
export function baselineUnits({ units }: Organization): readonly OrganizationalUnit[] {
  return units.filter(({ parent, purpose }) => parent === undefined && purpose !== 'suspended');
}
