import type { Json } from '../../lib/model/json';
import { guardrail } from '../../policies/data-stays-inside';
import { monitor } from '../../policies/data-stays-inside/monitor';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

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
  'events:PutEvents',
  'logs:FilterLogEvents',
  'dsql:DbConnect',
  'codeartifact:ReadFromRepository',
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

const theirs = allowing('o-other');

test.each<[string, string, Readonly<Record<string, Json>>, string]>([
  ['s3:PutBucketPolicy', 'orders', { bucketName: 'orders', bucketPolicy: theirs }, 'finding'],
  [
    'secretsmanager:PutResourcePolicy',
    'orders/db',
    { secretId: 'orders/db', resourcePolicy: JSON.stringify(theirs) },
    'finding',
  ],
  [
    'ecr:SetRepositoryPolicy',
    'team/orders',
    { repositoryName: 'team/orders', policyText: JSON.stringify(theirs) },
    'finding',
  ],
  ['ecr:SetRepositoryPolicy', 'a resource', { policyText: JSON.stringify(theirs) }, 'finding'],
  ['s3:PutBucketPolicy', 'our own', { bucketName: 'orders', bucketPolicy: allowing('o-exampleorgid') }, 'ignored'],
  ['s3:PutBucketPolicy', 'no policy', { bucketName: 'orders' }, 'ignored'],
  ['s3:PutBucketPolicy', 'no statement', { bucketName: 'orders', bucketPolicy: {} }, 'ignored'],
])('%s, %s: %j', (call, name, requestParameters, kind) => {
  const [service, eventName = ''] = call.split(':');
  const finding = judged(monitor, anApiCall({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters }));
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'ignored') return;
  expect(finding.because).toBe(`the policy of ${name} is for o-other`);
  expect(finding.resources).toMatchObject([{ arn: 'arn:aws:iam::111122223333:root' }]);
});
