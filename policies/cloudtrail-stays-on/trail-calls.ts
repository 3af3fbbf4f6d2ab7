import { type ApiCall, textOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';

/** Calls that can make CloudTrail record, keep or deliver less. */
export const tampering = [
  'DeleteChannel',
  'DeleteEventDataStore',
  'DeleteResourcePolicy',
  'DeleteTrail',
  'DeregisterOrganizationDelegatedAdmin',
  'PutEventSelectors',
  'PutInsightSelectors',
  'PutResourcePolicy',
  'StopEventDataStoreIngestion',
  'StopLogging',
  'UpdateChannel',
  'UpdateEventDataStore',
  'UpdateTrail',
] as const;

/** Name or ARN of what the call is about, as the caller wrote it. */
export function namedBy({ parameters }: ApiCall): string | undefined {
  const { name, trailName, eventDataStore, channel, resourceArn, delegatedAdminAccountId } = parameters;
  return [name, trailName, eventDataStore, channel, resourceArn, delegatedAdminAccountId].map(textOf).find(Boolean);
}

/** Whether the call takes something away, whosever trail it is; what only adds or renames does not. */
export function takesAway({ name, parameters }: ApiCall): boolean {
  switch (name) {
    case 'UpdateTrail':
      return (
        ['enableLogFileValidation', 'includeGlobalServiceEvents', 'isMultiRegionTrail', 'isOrganizationTrail'].some(
          (setting) => parameters[setting] === false,
        ) || ['s3BucketName', 's3KeyPrefix', 'kmsKeyId'].some((setting) => parameters[setting] !== undefined)
      );
    case 'PutEventSelectors':
      return !recordsAllManagementEvents(parameters);
    case 'PutInsightSelectors':
      return items(parameters.insightSelectors).length === 0;
    case 'UpdateEventDataStore':
      return (
        ['multiRegionEnabled', 'organizationEnabled', 'terminationProtectionEnabled'].some(
          (setting) => parameters[setting] === false,
        ) || ['advancedEventSelectors', 'retentionPeriod'].some((setting) => parameters[setting] !== undefined)
      );
    default:
      return true;
  }
}

function recordsAllManagementEvents({
  eventSelectors,
  advancedEventSelectors,
}: Readonly<Record<string, unknown>>): boolean {
  const simple = items(eventSelectors).some(
    (selector) =>
      isObject(selector) &&
      selector.includeManagementEvents !== false &&
      (selector.readWriteType ?? 'All') === 'All' &&
      items(selector.excludeManagementEventSources).length === 0,
  );
  return simple || items(advancedEventSelectors).some(isAllManagementEvents);
}

function isAllManagementEvents(selector: unknown): boolean {
  const fields = isObject(selector) ? items(selector.fieldSelectors) : [];
  const [only, ...more] = fields;
  return (
    more.length === 0 && isObject(only) && only.field === 'eventCategory' && items(only.equals).join() === 'Management'
  );
}
