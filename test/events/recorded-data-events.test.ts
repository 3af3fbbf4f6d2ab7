import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { recordedDataEvents } from '../../lib/events/recorded-data-events';
import type { Json, JsonObject } from '../../lib/model/json';

const trail = (...selectors: readonly Readonly<Record<string, readonly string[]>>[]) => ({
  Resources: {
    Trail: {
      Type: 'AWS::CloudTrail::Trail',
      Properties: {
        AdvancedEventSelectors: selectors.map((fields) => ({
          FieldSelectors: Object.entries(fields).map(([Field, Equals]) => ({ Field, Equals }) as unknown as Json),
        })),
      },
    },
  },
});
const record = (eventSource: string, eventName: string): CloudTrailRecord => ({
  eventSource,
  eventName,
  awsRegion: 'eu-west-1',
});
const objects = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] };

test.each([
  ['a name it lists', [{ ...objects, eventName: ['PutObjectAcl'] }], record('s3.amazonaws.com', 'PutObjectAcl'), true],
  [
    'a name it does not list',
    [{ ...objects, eventName: ['PutObjectAcl'] }],
    record('s3.amazonaws.com', 'PutObject'),
    false,
  ],
  ['any name', [objects], record('s3.amazonaws.com', 'PutObject'), true],
  ["another service's data", [objects], record('lambda.amazonaws.com', 'Invoke'), false],
  ['management events only', [{ eventCategory: ['Management'] }], record('s3.amazonaws.com', 'PutObject'), false],
  ['the second of two', [{ eventCategory: ['Management'] }, objects], record('s3.amazonaws.com', 'PutObject'), true],
  ['no selectors', [], record('s3.amazonaws.com', 'PutObject'), false],
] as const)('%s', (_, selectors, one, expected) => {
  expect(recordedDataEvents(trail(...selectors))(one)).toBe(expected);
});

test('a template without a trail records none', () => {
  expect(recordedDataEvents({})(record('s3.amazonaws.com', 'PutObject'))).toBe(false);
});

test('what a selector leaves out is not recorded', () => {
  const FieldSelectors: readonly JsonObject[] = [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs-'] },
  ];
  const Properties = { AdvancedEventSelectors: [{ FieldSelectors }] };
  const records = recordedDataEvents({ Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties } } });
  const put = (bucket: string) => ({
    ...record('s3.amazonaws.com', 'PutObject'),
    resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/key` }],
  });
  expect(['orders', 'logs-1'].filter((bucket) => records(put(bucket)))).toEqual(['orders']);
});
