import type { Partition, Region } from './organization';

/** Where a partition's global services (IAM, Organizations, CloudFront) record what happens, and nowhere else. */
export const globalRegions: Readonly<Record<Partition, Region>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/**
 * Regions that are on without asking. The others are off until somebody with the right to do so enables them.
 * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account" (read 2026-11).
 */
export const defaultRegions: Readonly<Record<Partition, readonly Region[]>> = {
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
