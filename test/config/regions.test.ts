import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf, regions } from '../../lib/config/regions';
import type { Partition } from '../../lib/model/organization';
import { globalRegions } from '../../lib/model/partitions';

const partitions = Object.keys(regions) as Partition[];

it.each(partitions)('knows the regions of %s that the CDK knows', (partition) => {
  const known = RegionInfo.regions.filter((region) => region.partition === partition).map(({ name }) => name);
  expect(regions[partition]).toEqual(known.sort());
});

it.each(partitions)('knows where the global services of %s record what happens', (partition) => {
  expect(partitionOf(globalRegions[partition])).toBe(partition);
});

it('knows no partition of a region that does not exist', () => {
  expect(partitionOf('eu-west-9')).toBeUndefined();
});
