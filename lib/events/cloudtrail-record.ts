import type { EventBridgeEvent } from '../model/finding';
import { isObject, type Json, type JsonObject } from '../model/json';
import type { AccountId, Region } from '../model/organization';
import { credentialCalls, dataCalls, globalServices } from './cloudtrail-services';

/** A CloudTrail record as it lies in S3 and in an event's `detail`. Anything but the call itself may be missing. */
export type CloudTrailRecord = {
  readonly eventVersion?: string;
  readonly eventID?: string;
  /** ISO 8601, seconds. */
  readonly eventTime?: string;
  /** `ec2.amazonaws.com`. */
  readonly eventSource: string;
  readonly eventName: string;
  /** `AwsApiCall`, `AwsServiceEvent`, `AwsConsoleAction`, `AwsConsoleSignIn`, `AwsVpceEvent`, `AwsCloudTrailInsight`. */
  readonly eventType?: string;
  /** `Management`, `Data`, `NetworkActivity`, `Insight`; missing in records before 2020. */
  readonly eventCategory?: string;
  readonly awsRegion: Region;
  /** An address, or the name of the service that called: `cloudformation.amazonaws.com`. */
  readonly sourceIPAddress?: string;
  /** Whatever the caller said. Never decide on it. */
  readonly userAgent?: string;
  readonly userIdentity?: CloudTrailIdentity;
  /** There when the call failed; `Client.DryRunOperation` when it would have worked. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters?: Json;
  readonly responseElements?: Json;
  readonly additionalEventData?: Json;
  readonly serviceEventDetails?: Json;
  readonly resources?: readonly JsonObject[];
  readonly requestID?: string;
  readonly readOnly?: boolean;
  readonly managementEvent?: boolean;
  /** The account the record was delivered to; the caller's may be another. */
  readonly recipientAccountId?: AccountId;
  /** The same in the records of every account that one call concerns. */
  readonly sharedEventID?: string;
  readonly vpcEndpointId?: string;
  readonly insightDetails?: Json;
};

export type CloudTrailIdentity = {
  /** `Root`, `IAMUser`, `AssumedRole`, `FederatedUser`, `AWSService`, `AWSAccount`, `IdentityCenterUser` …; missing in service events. */
  readonly type?: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: AccountId;
  readonly accessKeyId?: string;
  readonly userName?: string;
  /** The service that made the call, for itself or on the caller's behalf. */
  readonly invokedBy?: string;
  readonly sessionContext?: Json;
};

/**
 * The elements of a list. CloudTrail turns XML into JSON, so a list may be an array, `{ items: […] }`,
 * the one element itself, and when it is empty `{}`, `{ quantity: 0 }`, `""`, null or nothing.
 */
export function items(value: unknown): readonly Json[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [value as Json];
  if (Object.hasOwn(value, 'items')) return items(value.items);
  const isEmpty = Object.keys(value).every((key) => key === 'quantity' && value.quantity === 0);
  return isEmpty ? [] : [value as JsonObject];
}

const detailTypes: ReadonlyMap<string, string> = new Map([
  ['AwsApiCall', 'AWS API Call via CloudTrail'],
  ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
  ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
  ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
  ['AwsVpceEvent', 'AWS Network Activity Event via CloudTrail'],
  ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
]);

/** The event EventBridge makes of a record. EventBridge gives it an id of its own; here it is the record's, so that runs repeat. */
export function envelope(record: CloudTrailRecord): EventBridgeEvent {
  const { eventType = 'AwsApiCall', eventSource, eventID, eventTime, recipientAccountId, userIdentity } = record;
  return {
    version: '0',
    id: eventID ?? '',
    'detail-type': detailTypes.get(eventType) ?? 'AWS API Call via CloudTrail',
    // An insight is CloudTrail's own event, whatever service it is about.
    source: eventType === 'AwsCloudTrailInsight' ? 'aws.cloudtrail' : `aws.${serviceOf(eventSource)}`,
    account: recipientAccountId ?? userIdentity?.accountId ?? '',
    time: eventTime ?? '',
    region: deliveryRegion(record),
    resources: [],
    detail: record,
  };
}

/** The region whose default bus gets the record. */
export function deliveryRegion({ eventSource, awsRegion }: CloudTrailRecord): Region {
  const region = globalServices.get(serviceOf(eventSource));
  // Security token calls and sign-ins are not listed: they belong where they were recorded.
  if (!region) return awsRegion;
  if (awsRegion.startsWith('cn-')) return 'cn-north-1';
  return awsRegion.startsWith('us-gov-') ? 'us-gov-west-1' : region;
}

export type RuleState = 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' | 'DISABLED';

/** What the account's trails record beyond management events. */
export interface TrailSelectors {
  /** Whether a data event selector covers the record. @default none does */
  readonly dataEvents?: (record: CloudTrailRecord) => boolean;
  /** @default false */
  readonly networkActivity?: boolean;
  /** @default false */
  readonly insights?: boolean;
}

/** Whether EventBridge gives the record to a rule in that state, where a trail logs; else why not. */
export function deliverability(
  record: CloudTrailRecord,
  state: RuleState,
  { dataEvents = () => false, networkActivity = false, insights = false }: TrailSelectors = {},
): true | string {
  if (state === 'DISABLED') return 'the rule is disabled';
  const category = categoryOf(record);
  if (category === 'Insight') return insights || 'an insight, and the trail has no insight selector';
  if (category === 'NetworkActivity')
    return networkActivity || 'network activity, and no selector of the trail covers it';
  if (category === 'Data' && !dataEvents(record)) return 'a data event, and no selector of the trail covers it';
  if (!onlyReads(record)) return true;
  // The state speaks of management events; reads of data are not among them.
  if (category === 'Data') return `${record.eventName} only reads data; no rule gets it`;
  if (state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') return true;
  return `${record.eventName} only reads; rules get it in state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`;
}

// EventBridge goes by the name: AssumeRole and LookupEvents are recorded as readOnly, yet every rule gets them.
function onlyReads({ eventSource, eventName, eventType, readOnly }: CloudTrailRecord): boolean {
  if (readOnly === false || eventType === 'AwsServiceEvent' || eventType === 'AwsConsoleSignIn') return false;
  return /^(Get|List|Describe)/.test(eventName) && !credentialCalls.has(`${eventSource}:${eventName}`);
}

function categoryOf({ eventCategory, eventType, managementEvent, eventSource, eventName }: CloudTrailRecord): string {
  if (eventType === 'AwsCloudTrailInsight') return 'Insight';
  if (eventType === 'AwsVpceEvent') return 'NetworkActivity';
  if (managementEvent !== undefined) return managementEvent ? 'Management' : 'Data';
  return eventCategory ?? (dataCalls.has(`${eventSource}:${eventName}`) ? 'Data' : 'Management');
}

function serviceOf(eventSource: string): string {
  const end = eventSource.indexOf('.');
  return end < 0 ? eventSource : eventSource.slice(0, end);
}
