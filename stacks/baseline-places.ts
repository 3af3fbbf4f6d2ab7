import type { Organization, OrganizationalUnit, Region } from '../lib/model/organization';
import { defaultRegions, globalRegions } from '../lib/model/partitions';

/** Governed regions but the home region. */
export function awayRegions({ homeRegion, governedRegions }: Organization): readonly Region[] {
  return governedRegions.filter((region) => region !== homeRegion);
}

/** Where Organizations, IAM and other global services tell their events. */
export function globalRegionOf({ partition }: Organization): Region {
  return globalRegions[partition];
}

/** Home region first. */
export function baselineRegions({ partition, homeRegion, governedRegions }: Organization): readonly Region[] {
  return [...new Set([homeRegion, ...governedRegions, globalRegions[partition]])];
}

/** Regions where calls are possible and nobody governs. */
export function outpostRegions({ partition, homeRegion, governedRegions }: Organization): readonly Region[] {
  return defaultRegions[partition].filter((region) => region !== homeRegion && !governedRegions.includes(region));
}

/** Units the baseline goes to, with all below them. A suspended account would only fail. */
export function baselineUnits({ units }: Organization): readonly OrganizationalUnit[] {
  return units.filter(({ parent, purpose }) => parent === undefined && purpose !== 'suspended');
}
