import { guardrail as quarantine } from '../../policies/accounts-stay-quarantined';
import { guardrail as suspended } from '../../policies/suspended-accounts-stay-frozen';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';

const work = ['ec2:RunInstances', 's3:PutObject', 's3:DeleteObject', 'iam:CreateRole', 'lambda:UpdateFunctionCode'];
const looking = [
  'ec2:DescribeInstances',
  's3:GetObject',
  's3:ListAllMyBuckets',
  'cloudtrail:LookupEvents',
  'iam:ListUsers',
];

test.each(work)('%s is denied in both', (action) => {
  expect(decided(quarantine, { action })).toBe('DenyAllButLooking');
  expect(decided(suspended, { action })).toBe('DenyEverythingSuspended');
});

test.each(looking)('%s is for who investigates, and for nobody where nothing is left to find', (action) => {
  expect(decided(quarantine, { action })).toBe('allowed');
  expect(decided(suspended, { action })).toBe('DenyEverythingSuspended');
});

test.each(work)('%s is still done by the landing zone', (action) => {
  const as = 'breakwater/breakwater-fix-buckets-stay-private';
  expect(decided(quarantine, { action, as })).toBe('allowed');
  expect(decided(suspended, { action, as })).toBe('allowed');
});

const root = 'arn:aws:iam::111122223333:root';

test.each([
  ['the root user', {}, 'DenyAllButLooking', 'DenyEverythingSuspended'],
  ['a session of sts:AssumeRoot', { 'aws:AssumedRoot': 'true' }, 'allowed', 'allowed'],
])('%s frees a locked bucket', (_who, context, inQuarantine, whileSuspended) => {
  const request = { action: 's3:DeleteBucketPolicy', as: root, context };
  expect(decided(quarantine, request)).toBe(inQuarantine);
  expect(decided(suspended, request)).toBe(whileSuspended);
});

test('a password is nothing to look at', () => {
  expect(decided(quarantine, { action: 'ec2:GetPasswordData' })).toBe('DenyAllButLooking');
});

test.each([
  ['denied', 'AccessDenied', 'attempted', true],
  ['malformed', 'ValidationError', 'ignored', true],
  ['done', undefined, 'ignored', false],
])('a user that somebody makes, %s', (_title, errorCode, kind, isHeard) => {
  const event = anApiCall({ eventName: 'CreateUser', ...(errorCode && { errorCode }) });
  for (const { monitor } of [quarantine, suspended]) {
    expect(monitor?.finding(event, facts).kind).toBe(kind);
    expect(monitor?.patterns.some((pattern) => matches(pattern, event))).toBe(isHeard);
  }
});

test('they take little of a document', () => {
  expect(characters(quarantine)).toBeLessThan(1_200);
  expect(characters(suspended)).toBeLessThan(400);
});
