import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type App, Stack } from 'aws-cdk-lib/core';
import { logArchiveFacts } from '../lib/constructs/log-archive-facts';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import { organizationTrail } from '../lib/model/organization-trail';
import { watchedDataEvents } from '../lib/model/watched-data-events';
import { place } from './place';

export interface TrailStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** Management account, home region: the trail of the whole organization. Only management may own it for good. */
export class TrailStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails }: TrailStackProps) {
    super(scope, id, place(organization, 'management'));
    const { name, bucket, key, settings, selectors } = organizationTrail({
      ...logArchiveFacts(organization),
      dataEvents: watchedDataEvents(guardrails),
    });
    new CfnTrail(this, 'Trail', {
      trailName: name,
      isLogging: true,
      ...settings,
      s3BucketName: bucket,
      kmsKeyId: key,
      advancedEventSelectors: selectors.map(({ name, fields }) => ({
        name,
        fieldSelectors: fields.map(({ field, equals }) => ({ field, equalTo: [...equals] })),
      })),
    });
  }
}
