import type { Json } from '../../lib/model/json';
import { guardrail } from '../../policies/data-stays-inside';
import { monitor } from '../../policies/data-stays-inside/monitor';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';

const stranger = 'arn:aws:iam::999900001111:role/Stranger';
const service = 'cloudtrail.amazonaws.com';
const errand = {
  'aws:PrincipalIsAWSService': 'true',
  'aws:SourceAccount': '999900001111',
  'aws:SourceOrgID': 'o-other',
};
const ourErrand = { ...errand, 'aws:SourceAccount': '111122223333', 'aws:SourceOrgID': 'o-exampleorgid' };
const clear = { 'aws:SecureTransport': 'false' };
const data = [
  's3:GetObject',
  'sqs:SendMessage',
  'kms:Decrypt',
  'secretsmanager:GetSecretValue',
  'dynamodb:GetItem',
  'ecr:BatchGetImage',
];

test.each(data)('%s is for our own', (action) => {
  expect(decided(guardrail, { action })).toBe('allowed');
  expect(decided(guardrail, { action, as: stranger })).toBe('DenyStrangersData');
});

test.each([
  ['a service that a stranger sent', 's3:PutObject', service, errand, 'DenyStrangersErrands'],
  ['a service that we sent', 's3:PutObject', service, ourErrand, 'allowed'],
  ['a service for itself', 's3:PutObject', service, { 'aws:PrincipalIsAWSService': 'true' }, 'allowed'],
  ['plain HTTP', 's3:GetObject', 'WorkloadDeveloper', clear, 'DenyDataInTheClear'],
  ['TLS', 's3:GetObject', 'WorkloadDeveloper', { 'aws:SecureTransport': 'true' }, 'allowed'],
])('%s: %s', (_title, action, as, context, expected) => {
  expect(decided(guardrail, { action, as, context })).toBe(expected);
});

test.each([
  ['156460612806', 'a governed region', 'allowed'],
  ['507241528517', 'another region', 'DenyStrangersData'],
])('%s delivers the logs of load balancers of %s', (account, _region, expected) => {
  const context = { 'aws:PrincipalAccount': account };
  expect(decided(guardrail, { action: 's3:PutObject', as: stranger, context })).toBe(expected);
});

test('it fits', () => expect(characters(guardrail)).toBeLessThan(1_500));

const allowing = (organization: string): Json => ({
  Statement: {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  },
});

test.each<[string, string, Readonly<Record<string, Json>>, string]>([
  [
    'a bucket for another organization',
    'PutBucketPolicy',
    { bucketName: 'orders', bucketPolicy: allowing('o-other') },
    'finding',
  ],
  [
    'a secret for another organization',
    'PutResourcePolicy',
    { resourcePolicy: JSON.stringify(allowing('o-other')) },
    'finding',
  ],
  [
    'a repository for another organization',
    'SetRepositoryPolicy',
    { policyText: JSON.stringify(allowing('o-other')) },
    'finding',
  ],
  [
    'a bucket for our own',
    'PutBucketPolicy',
    { bucketName: 'orders', bucketPolicy: allowing('o-exampleorgid') },
    'ignored',
  ],
  ['a bucket without a policy', 'PutBucketPolicy', { bucketName: 'orders' }, 'ignored'],
])('%s', (_title, eventName, requestParameters, kind) => {
  expect(monitor.finding(anApiCall({ eventName, requestParameters }), facts).kind).toBe(kind);
});
