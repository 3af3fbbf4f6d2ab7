import { monitor } from '../../policies/resource-policies-stay-inside/monitor';
import { facts } from '../remediation/a-loop';
import { allow, document, inOrganization, own, stranger, text } from './a-resource-policy';
import { aSession } from './a-session';
import { type ApiCallParts, anApiCall, callOf } from './an-api-call';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const find = (parts: ApiCallParts) => judged(monitor, anApiCall(parts));
const open = text(allow('*'));
const arn = (rest: string) => `arn:aws:${rest.replace('{}', `eu-west-1:${own}`)}`;
const topicArn = arn('sns:{}:orders');
const queueUrl = `https://sqs.eu-west-1.amazonaws.com/${own}/orders`;
const secretArn = arn('secretsmanager:{}:secret:orders/db-AbCdEf');

test.each<[string, ApiCallParts, string]>([
  [
    'a topic',
    callOf('sns', 'SetTopicAttributes', { topicArn, attributeName: 'Policy', attributeValue: open }),
    topicArn,
  ],
  [
    'a new topic',
    callOf('sns', 'CreateTopic', { name: 'orders', attributes: { Policy: open } }, { responseElements: { topicArn } }),
    topicArn,
  ],
  ['an account added to a topic', callOf('sns', 'AddPermission', { topicArn, aWSAccountId: [stranger] }), topicArn],
  ['a queue', callOf('sqs', 'SetQueueAttributes', { queueUrl, attributes: { Policy: open } }), arn('sqs:{}:orders')],
  [
    'a new queue',
    callOf(
      'sqs',
      'CreateQueue',
      { queueName: 'orders', attributes: { Policy: open } },
      { responseElements: { queueUrl } },
    ),
    arn('sqs:{}:orders'),
  ],
  [
    'a new queue, by the older record',
    callOf(
      'sqs',
      'CreateQueue',
      { queueName: 'orders', attribute: { Policy: open } },
      { responseElements: { queueUrl } },
    ),
    arn('sqs:{}:orders'),
  ],
  [
    'a secret by what its caller named it',
    callOf('secretsmanager', 'PutResourcePolicy', { secretId: secretArn, resourcePolicy: open }),
    secretArn,
  ],
  [
    'a secret by the ARN of the answer',
    callOf(
      'secretsmanager',
      'PutResourcePolicy',
      { secretId: 'x', resourcePolicy: open },
      { responseElements: { arn: secretArn } },
    ),
    secretArn,
  ],
  [
    'a topic that the record does not name',
    callOf('sns', 'SetTopicAttributes', { attributeName: 'Policy', attributeValue: open }),
    `arn:aws:iam::${own}:root`,
  ],
  [
    'an account added to a queue',
    callOf('sqs', 'AddPermission', { queueUrl, aWSAccountIds: stranger }),
    arn('sqs:{}:orders'),
  ],
  [
    'a repository',
    callOf('ecr', 'SetRepositoryPolicy', { repositoryName: 'team/orders', policyText: open }),
    arn('ecr:{}:repository/team/orders'),
  ],
  [
    'the registry',
    callOf('ecr', 'PutRegistryPolicy', { policyText: open }, { responseElements: { registryId: own } }),
    arn(`ecr:{}:${own}`),
  ],
  [
    'a secret',
    callOf(
      'secretsmanager',
      'PutResourcePolicy',
      { secretId: 'orders/db', resourcePolicy: open },
      { responseElements: { aRN: secretArn } },
    ),
    secretArn,
  ],
  ['a key', callOf('kms', 'PutKeyPolicy', { keyId: 'k-1', policy: open }), arn('kms:{}:key/k-1')],
  [
    'a key by its ARN',
    callOf('kms', 'PutKeyPolicy', { keyId: arn('kms:{}:key/k-1'), policy: open }),
    arn('kms:{}:key/k-1'),
  ],
  [
    'a new key',
    callOf('kms', 'CreateKey', { policy: open }, { responseElements: { keyMetadata: { keyId: 'k-1' } } }),
    arn('kms:{}:key/k-1'),
  ],
  [
    'a bus',
    callOf('events', 'PutPermission', { eventBusName: 'orders', principal: stranger }),
    arn('events:{}:event-bus/orders'),
  ],
  ['the default bus', callOf('events', 'PutPermission', { principal: '*' }), arn('events:{}:event-bus/default')],
  [
    'a bus by its policy',
    callOf('events', 'PutPermission', { eventBusName: 'orders', policy: open }),
    arn('events:{}:event-bus/orders'),
  ],
  [
    'a table',
    callOf('dynamodb', 'PutResourcePolicy', { resourceArn: arn('dynamodb:{}:table/orders'), policy: open }),
    arn('dynamodb:{}:table/orders'),
  ],
  [
    'a vault',
    callOf('backup', 'PutBackupVaultAccessPolicy', { backupVaultName: 'daily', policy: open }),
    arn('backup:{}:backup-vault:daily'),
  ],
  [
    'a bucket for a stranger',
    callOf('s3', 'PutBucketPolicy', { bucketName: 'orders', bucketPolicy: document(allow({ AWS: stranger })) }),
    'arn:aws:s3:::orders',
  ],
])('%s', (_, parts, expected) => {
  const finding = find(parts);
  expect(finding).toMatchObject({ kind: 'finding', resources: [{ arn: expected }] });
  expect(finding.because).toMatch(/ lets in (everybody|999900001111)$/);
});

test.each<[string, ApiCallParts, 'attempted' | 'ignored']>([
  [
    'a denied try',
    { ...callOf('kms', 'PutKeyPolicy', { keyId: 'k', policy: open }), errorCode: 'AccessDenied' },
    'attempted',
  ],
  [
    'a call that failed',
    { ...callOf('kms', 'PutKeyPolicy', { keyId: 'k', policy: open }), errorCode: 'MalformedPolicyDocumentException' },
    'ignored',
  ],
  [
    'another attribute',
    callOf('sns', 'SetTopicAttributes', { topicArn, attributeName: 'DisplayName', attributeValue: open }),
    'ignored',
  ],
  ['nobody added', callOf('sns', 'AddPermission', { topicArn }), 'ignored'],
  ['a policy without statements', callOf('kms', 'PutKeyPolicy', { keyId: 'k', policy: '{}' }), 'ignored'],
  [
    'attributes without a policy',
    callOf('sqs', 'SetQueueAttributes', { queueUrl, attributes: { DelaySeconds: '1' } }),
    'ignored',
  ],
  [
    'the account itself',
    callOf('kms', 'PutKeyPolicy', { keyId: 'k', policy: text(allow({ AWS: `arn:aws:iam::${own}:root` })) }),
    'ignored',
  ],
  [
    'the organization',
    callOf('sns', 'SetTopicAttributes', {
      topicArn,
      attributeName: 'Policy',
      attributeValue: text(allow('*', inOrganization())),
    }),
    'ignored',
  ],
  [
    'the organization, beside a principal',
    callOf('events', 'PutPermission', {
      principal: '*',
      condition: { type: 'StringEquals', key: 'aws:PrincipalOrgID', value: facts.organization },
    }),
    'ignored',
  ],
  [
    'a bucket for everybody',
    callOf('s3', 'PutBucketPolicy', { bucketName: 'site', bucketPolicy: document(allow('*')) }),
    'ignored',
  ],
  [
    'a bucket for the logs of load balancers',
    callOf('s3', 'PutBucketPolicy', {
      bucketName: 'logs',
      bucketPolicy: document(allow({ AWS: 'arn:aws:iam::156460612806:root' })),
    }),
    'ignored',
  ],
  [
    "another service's call of that name",
    callOf('lambda', 'AddPermission', { topicArn, aWSAccountId: [stranger] }),
    'ignored',
  ],
])('%s', (_, parts, kind) => {
  expect(find(parts).kind).toBe(kind);
});

test('reconcile looks at everything that holds a policy', async () => {
  const answers: Readonly<Record<string, object>> = {
    ListBuckets: { Buckets: [{ Name: 'b' }] },
    ListTopics: { Topics: [{ TopicArn: `arn:aws:sns:eu-west-1:${own}:t` }] },
    ListQueues: { QueueUrls: [`https://sqs.eu-west-1.amazonaws.com/${own}/q`] },
    DescribeRepositories: { repositories: [{ repositoryName: 'team/r' }] },
    ListSecrets: { SecretList: [{ ARN: `arn:aws:secretsmanager:eu-west-1:${own}:secret:a/s-AbCdEf` }] },
    ListKeys: { Keys: [{ KeyId: 'k' }] },
    ListTables: { TableNames: ['orders'] },
    ListBackupVaults: { BackupVaultList: [{ BackupVaultName: 'daily' }] },
    ListEventBuses: { EventBuses: [{ Name: 'default' }] },
  };
  const session = aSession(({ name }) => answers[name]);
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(['b', 't', 'q', 'team/r', own, 'a/s-AbCdEf', 'k', 'orders', 'daily', 'default']);
});
