import { CfnEventDataStore, CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type App, Stack } from 'aws-cdk-lib/core';
import { logArchiveFacts } from '../lib/constructs/archive/log-archive-facts';
import { TrailLogGroup } from '../lib/constructs/archive/trail-log-group';
import { ManagementAbroad } from '../lib/constructs/baseline/management-abroad';
import { retain } from '../lib/constructs/retain';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import { type EventSelector, organizationTrail } from '../lib/model/organization-trail';
import { watchedDataEvents } from '../lib/model/watched-data-events';
import { baselineRegions } from './baseline-places';
import { place } from './place';

export interface TrailStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** Management account, home region: the trail of the whole organization. Only management may own it for good. */
export class TrailStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails }: TrailStackProps) {
    super(scope, id, place(organization, 'management'));
    const { cloudWatchDays: days, insights, lakeDays } = organization.logs.trail;
    const { name, bucket, key, settings, selectors } = organizationTrail({
      ...logArchiveFacts(organization),
      dataEvents: watchedDataEvents(guardrails),
    });
    const logs = days === undefined ? undefined : new TrailLogGroup(this, 'LogGroup', { organization, days });
    new CfnTrail(this, 'Trail', {
      trailName: name,
      isLogging: true,
      ...settings,
      s3BucketName: bucket,
      kmsKeyId: key,
      advancedEventSelectors: selectors.map(inTemplate),
      ...(logs && { cloudWatchLogsLogGroupArn: logs.arn, cloudWatchLogsRoleArn: logs.role }),
      ...(insights && {
        insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      }),
    });
    if (logs && guardrails.some(({ monitor }) => monitor?.elsewhere)) {
      new ManagementAbroad(this, 'Abroad', {
        organization,
        logGroup: logs.name,
        heard: baselineRegions(organization),
      });
    }
    if (lakeDays !== undefined) {
      const lake = new CfnEventDataStore(this, 'Lake', {
        name: 'breakwater-organization',
        organizationEnabled: true,
        multiRegionEnabled: true,
        terminationProtectionEnabled: true,
        retentionPeriod: lakeDays,
        advancedEventSelectors: selectors.slice(0, 1).map(inTemplate),
      });
      retain(lake);
    }
  }
}

const inTemplate = ({ name, fields }: EventSelector) => ({
  name,
  fieldSelectors: fields.map(({ field, equals, notStartsWith }) => ({
    field,
    ...(equals && { equalTo: [...equals] }),
    ...(notStartsWith && { notStartsWith: [...notStartsWith] }),
  })),
});
