import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import type { Stack } from 'aws-cdk-lib/core';
import { guardDutyAgents, guardDutyFeatures } from '../../model/guard-duty-features';
import type { Partition } from '../../model/organization';
import { type GuardDutyProtection, guardDutyProtections, type Services } from '../../model/services';
import { retain } from '../retain';

/** GuardDuty's detector in this account and region; those of the members follow from what the organization is told. */
export function addDetector(
  stack: Stack,
  { paused, protections }: NonNullable<Services['guardDuty']>,
  partition: Partition,
): void {
  // Elsewhere some plans do not exist, and a plan that does not exist cannot be off.
  const told = partition === 'aws' ? guardDutyProtections : protections;
  const detector = new CfnDetector(stack, 'Detector', {
    enable: !paused,
    findingPublishingFrequency: 'FIFTEEN_MINUTES',
    features: told.map((protection) => feature(protection, protections.includes(protection))),
  });
  retain(detector);
}

/** A plan that is left out keeps the state it has, so those that are off are told. */
function feature(protection: GuardDutyProtection, on: boolean): CfnDetector.CFNFeatureConfigurationProperty {
  const status = on ? 'ENABLED' : 'DISABLED';
  return {
    name: guardDutyFeatures[protection],
    status,
    ...(protection === 'runtime' && {
      additionalConfiguration: guardDutyAgents.map((name) => ({ name, status })),
    }),
  };
}
