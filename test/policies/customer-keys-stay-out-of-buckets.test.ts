import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/customer-keys-stay-out-of-buckets';
import { monitor } from '../../policies/customer-keys-stay-out-of-buckets/monitor';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const header = 'x-amz-server-side-encryption-customer-algorithm';
const object = { bucketName: 'orders', key: 'order' };
const own = { ...object, [header]: 'AES256' };

test.each<[string, JsonObject, string | undefined, string]>([
  ['an object with a key of its own', own, undefined, 'finding'],
  ['the same, denied', own, 'AccessDenied', 'attempted'],
  ['the same, of no bucket there is', own, 'NoSuchBucket', 'ignored'],
  ['an object with a key that S3 keeps', { ...object, 'x-amz-server-side-encryption': 'AES256' }, undefined, 'ignored'],
  ['a bucket nobody names', { [header]: 'AES256' }, undefined, 'ignored'],
])('%s', (_title, request, errorCode, kind) => {
  const event = anApiCall({
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    requestParameters: request,
    ...(errorCode && { errorCode }),
  });
  expect(judged(monitor, event)).toMatchObject({
    kind,
    ...(kind !== 'ignored' && { resources: [{ id: 'orders', arn: 'arn:aws:s3:::orders' }] }),
  });
});

const resource = 'arn:aws:s3:::orders/order';
const context = { [`s3:${header}`]: 'AES256' };

test.each([
  ['our own', 'WorkloadDeveloper', context, 'DenyCustomerKeys'],
  ['a stranger', 'arn:aws:iam::999900001111:role/Stranger', context, 'DenyCustomerKeysFromAnybody'],
  [
    'our own with a key that S3 keeps',
    'WorkloadDeveloper',
    { 's3:x-amz-server-side-encryption': 'aws:kms' },
    'allowed',
  ],
  ['our own without a word', 'WorkloadDeveloper', {}, 'allowed'],
])('writing by %s', (_title, as, given, expected) => {
  expect(decided(guardrail, { action: 's3:PutObject', resource, as, context: given })).toBe(expected);
});

test('reading what was written so before is nobody’s loss', () => {
  expect(decided(guardrail, { action: 's3:GetObject', resource, context })).toBe('allowed');
});
