import { archiveBuckets } from '../../lib/model/archive-buckets';
import type { DataEvents } from '../../lib/model/guardrail';
import { copiedKinds, defaultLogs } from '../../lib/model/logs';
import { organizationTrail } from '../../lib/model/organization-trail';
import { watchedDataEvents } from '../../lib/model/watched-data-events';
import { facts } from '../remediation/a-loop';

const watching = (...dataEvents: readonly DataEvents[]) => ({ monitor: { dataEvents } });

test('the trail is named and filled from where the organization is', () => {
  expect(organizationTrail(facts)).toMatchObject({
    arn: 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/breakwater-organization-trail',
    bucket: 'breakwater-trail-333344445555-eu-west-1',
    key: 'arn:aws:kms:eu-west-1:333344445555:alias/breakwater-logs',
    selectors: [{ name: 'Management', fields: [{ field: 'eventCategory', equals: ['Management'] }] }],
  });
});

test('nobody watches data: none is recorded', () => {
  expect(watchedDataEvents([watching(), {}])).toEqual([]);
});

test('a type is recorded once, with the names of every guardrail, beside all management events', () => {
  const dataEvents = watchedDataEvents([
    watching({ resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'CopyObject'] }),
    watching(
      { resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'DeleteObject'] },
      { resourceType: 'AWS::Lambda::Function', eventNames: ['Invoke'] },
    ),
  ]);
  const selected = organizationTrail({ ...facts, dataEvents })?.selectors.map(({ fields }) =>
    fields.map(({ field, equals, notStartsWith }) => `${field} ${equals?.join() ?? `not ${notStartsWith?.length}`}`),
  );
  expect(selected).toEqual([
    ['eventCategory Management'],
    ['eventCategory Data', 'resources.type AWS::Lambda::Function', 'eventName Invoke'],
    [
      'eventCategory Data',
      'resources.type AWS::S3::Object',
      'eventName CopyObject,DeleteObject,PutObjectAcl',
      'resources.ARN not 9',
    ],
  ]);
});

test('the log archive is left out of what is recorded: writing a log must not be an event to write', () => {
  const dataEvents = [{ resourceType: 'AWS::S3::Object', eventNames: ['PutObject'] }] as const;
  const { selectors = [] } = organizationTrail({ ...facts, dataEvents }) ?? {};
  const { notStartsWith = [] } = selectors[1]?.fields.find(({ field }) => field === 'resources.ARN') ?? {};
  const logs = { ...defaultLogs, replica: { region: 'eu-central-1', kinds: copiedKinds } };
  const buckets = archiveBuckets({ ...facts, governedRegions: ['eu-west-1', 'eu-central-1'], logs });
  const recorded = buckets.filter(({ name }) => !notStartsWith.some((arn) => `arn:aws:s3:::${name}/x`.startsWith(arn)));
  expect(recorded).toEqual([]);
  expect(notStartsWith.some((arn) => 'arn:aws:s3:::breakwater-trail-of-somebody-else/x'.startsWith(arn))).toBe(false);
});

describe('where another trail records management events', () => {
  const bucket = 'aws-controltower-logs-000000000002-eu-west-1';
  const logs = { ...defaultLogs, trail: { recordedElsewhere: { bucket } } };
  const dataEvents = [{ resourceType: 'AWS::S3::Object', eventNames: ['PutObject'] }] as const;

  test('ours records the data events that guardrails watch, and not what that trail writes', () => {
    const [only, ...more] = organizationTrail({ ...facts, dataEvents, logs })?.selectors ?? [];
    expect(more).toEqual([]);
    expect(only?.name).toBe('AWS::S3::Object');
    const { notStartsWith = [] } = only?.fields.find(({ field }) => field === 'resources.ARN') ?? {};
    expect(notStartsWith).toContain(`arn:aws:s3:::${bucket}/`);
  });

  test('there is none of ours where guardrails watch none', () => {
    expect(organizationTrail({ ...facts, logs })).toBeUndefined();
    expect(organizationTrail(facts)).toBeDefined();
  });
});
