import { CfnEventDataStore, CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { App } from 'aws-cdk-lib/core';
import { logArchiveFacts } from '../lib/constructs/archive/log-archive-facts';
import { TrailLogGroup } from '../lib/constructs/archive/trail-log-group';
import { ManagementAbroad } from '../lib/constructs/baseline/management-abroad';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import { retain } from '../lib/constructs/retain';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import {
  type EventSelector,
  managementEvents,
  type OrganizationTrail,
  organizationTrail,
} from '../lib/model/organization-trail';
import { watchedDataEvents } from '../lib/model/watched-data-events';
import { baselineRegions } from './baseline-places';
import { place } from './place';

export interface TrailStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

/** Management account, home region: the trail of the whole organization. Only management may own it for good. */
export class TrailStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, guardrails }: TrailStackProps) {
    super(scope, id, place(organization, 'management'));
    const { lakeDays } = organization.logs.trail;
    const trail = trailOf(organization, guardrails);
    const logs = trail && this.#addTrail(organization, trail);
    const logGroup = groupWithManagementEvents(organization, logs?.name);
    if (logGroup !== undefined && guardrails.some(listensElsewhere)) {
      new ManagementAbroad(this, 'Abroad', { organization, logGroup, heard: baselineRegions(organization) });
    }
    if (lakeDays !== undefined) {
      const lake = new CfnEventDataStore(this, 'Lake', {
        name: 'breakwater-organization',
        organizationEnabled: true,
        multiRegionEnabled: true,
        terminationProtectionEnabled: true,
        retentionPeriod: lakeDays,
        advancedEventSelectors: [inTemplate(managementEvents)],
      });
      retain(lake);
    }
  }

  /** Whether there is anything in it: another trail may leave nothing to do. */
  static isNeeded(organization: Organization, guardrails: readonly Guardrail[]): boolean {
    return (
      trailOf(organization, guardrails) !== undefined ||
      organization.logs.trail.lakeDays !== undefined ||
      (groupWithManagementEvents(organization) !== undefined && guardrails.some(listensElsewhere))
    );
  }

  #addTrail(
    organization: Organization,
    { name, bucket, key, settings, selectors }: OrganizationTrail,
  ): TrailLogGroup | undefined {
    const { cloudWatchDays: days, insights } = organization.logs.trail;
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
    return logs;
  }
}

const listensElsewhere = ({ monitor }: Guardrail): boolean => monitor?.elsewhere !== undefined;

function trailOf(organization: Organization, guardrails: readonly Guardrail[]): OrganizationTrail | undefined {
  return organizationTrail({ ...logArchiveFacts(organization), dataEvents: watchedDataEvents(guardrails) });
}

/** Name of the log group that management events are written to, by whichever trail. */
function groupWithManagementEvents({ logs }: Organization, own?: string): string | undefined {
  const { recordedElsewhere } = logs.trail;
  return recordedElsewhere ? recordedElsewhere.logGroup : own;
}

const inTemplate = ({ name, fields }: EventSelector) => ({
  name,
  fieldSelectors: fields.map(({ field, equals, notStartsWith }) => ({
    field,
    ...(equals && { equalTo: [...equals] }),
    ...(notStartsWith && { notStartsWith: [...notStartsWith] }),
  })),
});
