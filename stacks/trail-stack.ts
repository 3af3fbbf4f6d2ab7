import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type App, Stack } from 'aws-cdk-lib/core';
import { logArchiveNames } from '../lib/constructs/log-archive-names';
import { trailSelectors } from '../lib/constructs/trail-selectors';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import { trailName } from '../lib/model/platform';
import { place } from './place';

export interface TrailStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** Management account, home region: the trail of the whole organization. Only management may own it for good. */
export class TrailStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails }: TrailStackProps) {
    super(scope, id, place(organization, 'management'));
    const { trailBucket, keyAliasArn } = logArchiveNames(organization);
    new CfnTrail(this, 'Trail', {
      trailName,
      isLogging: true,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: trailBucket,
      kmsKeyId: keyAliasArn,
      advancedEventSelectors: trailSelectors(guardrails),
    });
  }
}
