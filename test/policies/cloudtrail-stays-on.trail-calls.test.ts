import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/cloudtrail-stays-on/monitor';
import { anApiCall, callOf } from './an-api-call';
import { judged } from './judged';

type Changed = readonly (readonly [string, JsonObject, 'finding' | 'ignored'])[];

const judgedAs = (eventName: string, requestParameters: JsonObject) =>
  judged(monitor, anApiCall(callOf('cloudtrail', eventName, requestParameters))).kind;

const settings: Changed = [
  ...['enableLogFileValidation', 'includeGlobalServiceEvents', 'isMultiRegionTrail', 'isOrganizationTrail'].flatMap(
    (setting): Changed => [
      [`${setting} off`, { [setting]: false }, 'finding'],
      [`${setting} on`, { [setting]: true }, 'ignored'],
    ],
  ),
  ...['s3BucketName', 's3KeyPrefix', 'kmsKeyId'].map(
    (setting) => [`another ${setting}`, { [setting]: 'x' }, 'finding'] as const,
  ),
];

test.each(settings)('a trail, %s: UpdateTrail %j is %s', (_, given, kind) => {
  expect(judgedAs('UpdateTrail', { name: 'audit', ...given })).toBe(kind);
});

const narrow = { includeManagementEvents: false, readWriteType: 'All' };
const wide = { includeManagementEvents: true, readWriteType: 'All', excludeManagementEventSources: [] };
const advanced = (...fields: readonly JsonObject[]) => ({ advancedEventSelectors: [{ fieldSelectors: fields }] });
const all = { field: 'eventCategory', equals: ['Management'] };

test.each<Changed[number]>([
  ['data events alone', { eventSelectors: [narrow] }, 'finding'],
  ['management events whole', { eventSelectors: [narrow, wide] }, 'ignored'],
  ['reads alone', { eventSelectors: [{ ...wide, readWriteType: 'ReadOnly' }] }, 'finding'],
  ['all but KMS', { eventSelectors: [{ ...wide, excludeManagementEventSources: ['kms.amazonaws.com'] }] }, 'finding'],
  ['selectors that leave out what is the default', { eventSelectors: [{ dataResources: [] }] }, 'ignored'],
  ['advanced, whole', advanced(all), 'ignored'],
  ['advanced, narrowed', advanced(all, { field: 'readOnly', equals: ['false'] }), 'finding'],
  ['advanced, data', advanced({ field: 'eventCategory', equals: ['Data'] }), 'finding'],
])('%s: PutEventSelectors %j is %s', (_, selectors, kind) => {
  expect(judgedAs('PutEventSelectors', { trailName: 'audit', ...selectors })).toBe(kind);
});

test.each<Changed[number]>([
  ['insights off', { insightSelectors: [] }, 'finding'],
  ['insights on', { insightSelectors: [{ insightType: 'ApiCallRateInsight' }] }, 'ignored'],
])('%s: PutInsightSelectors %j is %s', (_, selectors, kind) => {
  expect(judgedAs('PutInsightSelectors', { trailName: 'audit', ...selectors })).toBe(kind);
});

test.each(['DeleteEventDataStore', 'StopEventDataStoreIngestion'])('%s is found', (call) => {
  const eventDataStore = 'arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/1';
  expect(judgedAs(call, { eventDataStore })).toBe('finding');
});

test.each<Changed[number]>([
  ...['multiRegionEnabled', 'organizationEnabled', 'terminationProtectionEnabled'].map(
    (setting) => [`${setting} off`, { [setting]: false }, 'finding'] as const,
  ),
  ['another retention', { retentionPeriod: 7 }, 'finding'],
  ['other events', { advancedEventSelectors: [] }, 'finding'],
  ['another name', { name: 'other' }, 'ignored'],
])('a store, %s: UpdateEventDataStore %j is %s', (_, given, kind) => {
  expect(judgedAs('UpdateEventDataStore', { eventDataStore: 'store', ...given })).toBe(kind);
});
