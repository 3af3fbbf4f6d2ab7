import type { EventPattern } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { resolve, resourcesOfType } from '../../lib/model/template';
import { matches } from '../events/matches';
import { aBusyLedger, type StreamRecord } from './a-ledger';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const hub = synthesize(anOrganization()).stacks.find(({ name }) => name === 'breakwater-event-hub');
if (!hub) throw new Error('no stack breakwater-event-hub');
const { template } = hub;
const one = (type: string) => {
  const [[, resource] = []] = resourcesOfType(template, type);
  return resolve(resource?.Properties ?? {}, {}) as JsonObject;
};

const { SourceParameters } = one('AWS::Pipes::Pipe') as {
  SourceParameters: { FilterCriteria: { Filters: readonly { Pattern: string }[] }; DynamoDBStreamParameters: object };
};
const [filter] = SourceParameters.FilterCriteria.Filters;
const pattern = JSON.parse(filter?.Pattern ?? '{}') as EventPattern;
const keyOf = ({ dynamodb }: StreamRecord) => (dynamodb.Keys as { pk: { S: string } }).pk.S.split('#')[0];

test('fixes and turns of the switch become history; locks, budgets and what was told do not', async () => {
  const records = await aBusyLedger();
  const kept = records.filter((record) => matches(pattern, record));
  expect([...new Set(records.map(keyOf))].sort()).toEqual(['budget', 'fix', 'resource', 'switch', 'told']);
  expect([...new Set(kept.map(keyOf))].sort()).toEqual(['fix', 'switch']);
});

test('what the ledger forgets is no history', async () => {
  const removed = (await aBusyLedger()).map((record) => ({ ...record, eventName: 'REMOVE' }));
  expect(removed.filter((record) => matches(pattern, record))).toEqual([]);
});

test('what cannot be delivered is kept, and somebody hears of it', () => {
  expect(SourceParameters.DynamoDBStreamParameters).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
    DeadLetterConfig: { Arn: expect.anything() },
  });
  const alarms = resourcesOfType(template, 'AWS::CloudWatch::Alarm').filter(([id]) => id.startsWith('FixHistory'));
  expect(alarms.map(([, { Properties }]) => Properties?.MetricName).sort()).toEqual([
    'ApproximateNumberOfMessagesVisible',
    'DeliveryToS3.DataFreshness',
  ]);
});

test('it arrives as lines of JSON, a day in a folder, in the bucket of the log archive', () => {
  expect(one('AWS::KinesisFirehose::DeliveryStream')).toMatchObject({
    ExtendedS3DestinationConfiguration: {
      BucketARN: 'arn:aws:s3:::breakwater-fix-history-000000000002-eu-west-1',
      Prefix: 'fixes/!{timestamp:yyyy/MM/dd}/',
      CompressionFormat: 'GZIP',
      ProcessingConfiguration: { Processors: [{ Type: 'AppendDelimiterToRecord' }] },
    },
  });
});

test('no role may do more than its step', () => {
  const roles = resourcesOfType(template, 'AWS::IAM::Role').filter(([id]) => id.startsWith('FixHistory'));
  const actions = roles.map(([, { Properties = {} }]) => [
    Properties.RoleName,
    (Properties.Policies as unknown as { PolicyDocument: { Statement: { Action: string | string[] }[] } }[])
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action)
      .sort(),
  ]);
  expect(Object.fromEntries(actions)).toEqual({
    'breakwater-ledger-history': [
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:PutLogEvents',
      's3:AbortMultipartUpload',
      's3:GetBucketLocation',
      's3:ListBucketMultipartUploads',
      's3:PutObject',
    ],
    'breakwater-ledger-pipe': [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'firehose:PutRecord',
      'firehose:PutRecordBatch',
      'kms:Decrypt',
      'sqs:SendMessage',
    ],
  });
});

test('GovCloud, which has no pipes, goes without', () => {
  const inGovCloud = anOrganization({
    partition: 'aws-us-gov',
    homeRegion: 'us-gov-west-1',
    governedRegions: ['us-gov-west-1'],
  });
  const found = synthesize(inGovCloud).stacks.find(({ name }) => name === 'breakwater-event-hub');
  expect(found?.template.Resources && Object.keys(found.template.Resources)).not.toContainEqual(
    expect.stringMatching(/^FixHistory/),
  );
});
