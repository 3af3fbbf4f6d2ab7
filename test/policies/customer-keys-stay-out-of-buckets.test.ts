import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/customer-keys-stay-out-of-buckets';
import { fix } from '../../policies/customer-keys-stay-out-of-buckets/fix';
import { monitor } from '../../policies/customer-keys-stay-out-of-buckets/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';

const header = 'x-amz-server-side-encryption-customer-algorithm';
const own: JsonObject = { bucketName: 'b', key: 'k', [header]: 'AES256' };
const rule = (EncryptionType: JsonObject[string]): JsonObject => ({
  bucketName: 'b',
  ServerSideEncryptionConfiguration: { Rule: { BlockedEncryptionTypes: { EncryptionType } } },
});

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly reaches?: false;
}
const cases: readonly Case[] = [
  { title: "under the writer's key", eventName: 'CopyObject', request: own, kind: 'finding' },
  { title: "under the writer's key", eventName: 'CreateMultipartUpload', request: own, kind: 'finding' },
  { title: "under the writer's key", eventName: 'PutObject', request: own, kind: 'finding' },
  { title: 'denied', eventName: 'CopyObject', request: own, errorCode: 'AccessDenied', kind: 'attempted' },
  {
    title: 'under a key of AWS',
    eventName: 'CopyObject',
    request: { bucketName: 'b', key: 'k' },
    kind: 'ignored',
    reaches: false,
  },
  { title: 'of no bucket', eventName: 'CopyObject', request: { [header]: 'AES256' }, kind: 'ignored' },
  { title: 'read', eventName: 'GetObject', request: own, kind: 'ignored', reaches: false },
  { title: 'unblocked', eventName: 'PutBucketEncryption', request: rule('NONE'), kind: 'finding' },
  { title: 'unblocked, as a list', eventName: 'PutBucketEncryption', request: rule(['NONE']), kind: 'finding' },
  { title: 'blocked', eventName: 'PutBucketEncryption', request: rule('SSE-C'), kind: 'ignored' },
  { title: 'not said', eventName: 'PutBucketEncryption', request: { bucketName: 'b' }, kind: 'ignored' },
];
test.each(cases)('$eventName $title: $kind', ({ eventName, request, errorCode, kind, reaches = true }) => {
  const detail = { requestParameters: request, ...(errorCode && { errorCode }) };
  const event = anApiCall({ eventSource: 's3.amazonaws.com', awsRegion: 'eu-west-1', eventName, ...detail });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ arn }) => arn)).toEqual(['arn:aws:s3:::b']);
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
});

const byDefault = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true };
const blocked = { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } };
test.each([
  { rules: [{ ...byDefault, ...blocked }], kind: 'leave' },
  { rules: [byDefault], kind: 'plan', planned: [{ ...byDefault, ...blocked }] },
  {
    rules: [{ ...byDefault, BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }],
    kind: 'plan',
    planned: [{ ...byDefault, ...blocked }],
  },
  { rules: [], kind: 'plan', planned: [blocked] },
])('$rules: $kind', ({ rules, kind, planned }) => {
  const decision = fix.decide({ bucket: 'b', rules } as never, facts);
  expect(decision).toMatchObject({ kind, ...(planned && { change: { bucket: 'b', rules: planned } }) });
});

const bucket = {
  type: 'AWS::S3::Bucket',
  id: 'b',
  arn: 'arn:aws:s3:::b',
  account: '111122223333',
  region: 'eu-west-1',
};
const isMember = async () => true;

test('rules are read, written, and put back', async () => {
  const session = aSession(() => ({ ServerSideEncryptionConfiguration: { Rules: [byDefault] } }));
  const before = await fix.read(bucket, session, isMember);
  expect(before).toEqual({ bucket: 'b', rules: [byDefault] });
  await fix.apply({ bucket: 'b', rules: [blocked] } as never, session);
  await fix.undo(before as never, {} as never, session);
  const written = (Rules: unknown) => ({
    name: 'PutBucketEncryption',
    input: { Bucket: 'b', ServerSideEncryptionConfiguration: { Rules } },
  });
  expect(session.sent.slice(1)).toEqual([written([blocked]), written([byDefault])]);
});

test('a bucket that is gone, and one without rules', async () => {
  const answering = (name: string) =>
    fix.read(
      bucket,
      aSession(() => awsError(name)),
      isMember,
    );
  expect(await answering('NoSuchBucket')).toBeUndefined();
  expect(await answering('ServerSideEncryptionConfigurationNotFoundError')).toEqual({ bucket: 'b', rules: [] });
  await expect(answering('AccessDenied')).rejects.toThrow('AccessDenied');
});

const withOwnKey = { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' };
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 's3:PutObject', context: withOwnKey, is: 'DenyCustomerKeys' },
  {
    action: 's3:PutObject',
    as: 'arn:aws:iam::999900001111:role/Stranger',
    context: withOwnKey,
    is: 'DenyCustomerKeysOfAnybody',
  },
  { action: 's3:PutObject', is: 'allowed' },
  { action: 's3:PutObject', context: { 's3:x-amz-server-side-encryption': 'aws:kms' }, is: 'allowed' },
  { action: 's3:GetObject', context: withOwnKey, is: 'allowed' },
];
test.each(requests)('$action as $as with $context: $is', ({ is, ...request }) => {
  expect(decided(guardrail, { resource: 'arn:aws:s3:::b/k', ...request })).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
