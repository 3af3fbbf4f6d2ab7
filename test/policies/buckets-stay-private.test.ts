import type { JsonObject } from '../../lib/model/json';
import { blockFlags } from '../../lib/policy/public-access-block';
import { guardrail } from '../../policies/buckets-stay-private';
import { monitor } from '../../policies/buckets-stay-private/monitor';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const whole = Object.fromEntries(blockFlags.map((flag) => [flag, true]));
const allow = (who: JsonObject): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*', ...who }],
});
const everybody = { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' };
const granted = (Grantee: JsonObject): JsonObject => ({
  AccessControlPolicy: { AccessControlList: { Grant: { Grantee, Permission: 'READ' } } },
});

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
}

const cases: readonly Case[] = [
  {
    title: 'the block is removed',
    eventName: 'DeleteBucketPublicAccessBlock',
    kind: 'finding',
    because: /^orders lost/,
  },
  {
    title: 'the block is removed, denied',
    eventName: 'DeleteBucketPublicAccessBlock',
    errorCode: 'AccessDenied',
    kind: 'attempted',
    because: /^orders lost/,
  },
  ...blockFlags.map((flag) => ({
    title: `${flag} is turned off`,
    eventName: 'PutBucketPublicAccessBlock',
    request: { PublicAccessBlockConfiguration: { ...whole, [flag]: false } },
    kind: 'finding' as const,
    because: new RegExp(`without ${flag}$`),
  })),
  {
    title: 'the whole block is set',
    eventName: 'PutBucketPublicAccessBlock',
    request: { PublicAccessBlockConfiguration: whole },
    kind: 'ignored',
    because: /opens nothing/,
  },
  {
    title: 'a policy for everybody',
    eventName: 'PutBucketPolicy',
    request: { bucketPolicy: allow({ Principal: '*' }) },
    kind: 'finding',
    because: /by its policy/,
  },
  {
    title: 'a policy for the organization',
    eventName: 'PutBucketPolicy',
    request: {
      bucketPolicy: allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
    },
    kind: 'ignored',
    because: /PutBucketPolicy that opens nothing/,
  },
  {
    title: 'a canned ACL',
    eventName: 'PutBucketAcl',
    request: { 'x-amz-acl': 'public-read' },
    kind: 'finding',
    because: /by its ACL/,
  },
  {
    title: 'a grant to everybody',
    eventName: 'PutBucketAcl',
    request: granted(everybody),
    kind: 'finding',
    because: /by its ACL/,
  },
  {
    title: 'a grant to somebody',
    eventName: 'PutBucketAcl',
    request: granted({ ID: 'a1' }),
    kind: 'ignored',
    because: /nothing/,
  },
  {
    title: 'a bucket made public',
    eventName: 'CreateBucket',
    request: { 'x-amz-acl': 'public-read-write' },
    kind: 'finding',
    because: /ACL/,
  },
  { title: 'a bucket', eventName: 'CreateBucket', kind: 'ignored', because: /CreateBucket that opens nothing/ },
];

test.each(cases)('$title: $kind', ({ eventName, request = {}, errorCode, kind, because }) => {
  const event = anApiCall({
    eventSource: 's3.amazonaws.com',
    awsRegion: 'eu-west-1',
    eventName,
    requestParameters: { bucketName: 'orders', ...request },
    ...(errorCode && { errorCode }),
  });
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind === 'ignored') return;
  expect(finding.resources).toEqual([
    { type: 'AWS::S3::Bucket', id: 'orders', arn: 'arn:aws:s3:::orders', account: '111122223333', region: 'eu-west-1' },
  ]);
});

test.each([[{}], [{ bucketName: 7 }], [null]])('parameters %j name no bucket', (requestParameters) => {
  const eventName = 'DeleteBucketPublicAccessBlock';
  const event = anApiCall({ eventSource: 's3.amazonaws.com', eventName, requestParameters });
  expect(judged(monitor, event)).toEqual({ kind: 'ignored', because: 'it names no bucket' });
});

test.each([
  ['no block', undefined, 'plan', /lacks BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets/],
  ['half a block', { ...whole, BlockPublicPolicy: false }, 'plan', /^orders lacks BlockPublicPolicy$/],
  ['the whole block', whole, 'leave', /blocks public access/],
])('%s: %s', (_title, block, kind, because) => {
  const state = { bucket: 'orders', ...(block && { block }) };
  const decision = guardrail.fix?.decide(state as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (kind === 'plan') expect(decision).toMatchObject({ change: { bucket: 'orders' } });
});

test.each([
  ['s3:PutBucketAcl', { 's3:x-amz-acl': 'public-read' }, 'DenyPublicBucketAcls'],
  ['s3:CreateBucket', { 's3:x-amz-acl': 'authenticated-read' }, 'DenyPublicBucketAcls'],
  ['s3:CreateBucket', { 's3:x-amz-acl': 'private' }, 'allowed'],
  ['s3:CreateBucket', {}, 'allowed'],
  ['s3:PutBucketPublicAccessBlock', {}, 'allowed'],
])('%s %j: %s', (action, context, expected) => {
  expect(decided(guardrail, { action, context })).toBe(expected);
});
