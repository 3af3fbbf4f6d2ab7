import { CfnSession } from 'aws-cdk-lib/aws-macie';
import type { Stack } from 'aws-cdk-lib/core';
import type { Services } from '../../model/services';
import { retain } from '../retain';

/** Macie in this account and region. */
export function addMacieSession(stack: Stack, { paused }: NonNullable<Services['macie']>): void {
  const session = new CfnSession(stack, 'Macie', {
    status: paused ? 'PAUSED' : 'ENABLED',
    findingPublishingFrequency: 'FIFTEEN_MINUTES',
  });
  retain(session);
}
