import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/resource-policies-stay-inside';
import { check } from '../../policies/resource-policies-stay-inside/check';
import { decide, type State } from '../../policies/resource-policies-stay-inside/decide';
import { fix } from '../../policies/resource-policies-stay-inside/fix';
import type { Holder } from '../../policies/resource-policies-stay-inside/holders';
import { monitor } from '../../policies/resource-policies-stay-inside/monitor';
import { narrowed } from '../../policies/resource-policies-stay-inside/narrow';
import { holderOf, holderResource } from '../../policies/resource-policies-stay-inside/resource';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const stranger = '999900001111';
const own = '111122223333';
const sister = '222222222222';
const ours = facts.organization;
const place = { account: own, region: 'eu-west-1' };
const allow = (Principal: unknown, more: object = {}) =>
  ({ Sid: 'A', Effect: 'Allow', Action: 'x:Y', Resource: '*', Principal, ...more }) as unknown as JsonObject;
const document = (...Statement: readonly JsonObject[]) => ({ Version: '2012-10-17', Statement });
const text = (...statements: readonly JsonObject[]) => JSON.stringify(document(...statements));
const inOrganization = (id: string) => ({ Condition: { StringEquals: { 'aws:PrincipalOrgID': id } } });

describe('finding', () => {
  const call = (
    service: string,
    eventName: string,
    requestParameters: JsonObject,
    responseElements: JsonObject | null = null,
  ) => ({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    responseElements,
  });
  const find = (parts: ApiCallParts) => judged(monitor, anApiCall({ awsRegion: 'eu-west-1', ...parts }));
  const open = text(allow('*'));
  const arn = (rest: string) => `arn:aws:${rest.replace('{}', `eu-west-1:${own}`)}`;
  const topicArn = arn('sns:{}:orders');
  const queueUrl = `https://sqs.eu-west-1.amazonaws.com/${own}/orders`;
  const secretArn = arn('secretsmanager:{}:secret:orders/db-AbCdEf');

  test.each<[string, ApiCallParts, string]>([
    [
      'a topic',
      call('sns', 'SetTopicAttributes', { topicArn, attributeName: 'Policy', attributeValue: open }),
      topicArn,
    ],
    [
      'a new topic',
      call('sns', 'CreateTopic', { name: 'orders', attributes: { Policy: open } }, { topicArn }),
      topicArn,
    ],
    ['an account added to a topic', call('sns', 'AddPermission', { topicArn, aWSAccountId: [stranger] }), topicArn],
    ['a queue', call('sqs', 'SetQueueAttributes', { queueUrl, attributes: { Policy: open } }), arn('sqs:{}:orders')],
    [
      'a new queue',
      call('sqs', 'CreateQueue', { queueName: 'orders', attributes: { Policy: open } }, { queueUrl }),
      arn('sqs:{}:orders'),
    ],
    [
      'a new queue, by the older record',
      call('sqs', 'CreateQueue', { queueName: 'orders', attribute: { Policy: open } }, { queueUrl }),
      arn('sqs:{}:orders'),
    ],
    [
      'a secret by what its caller named it',
      call('secretsmanager', 'PutResourcePolicy', { secretId: secretArn, resourcePolicy: open }),
      secretArn,
    ],
    [
      'a secret by the ARN of the answer',
      call('secretsmanager', 'PutResourcePolicy', { secretId: 'x', resourcePolicy: open }, { arn: secretArn }),
      secretArn,
    ],
    [
      'a topic that the record does not name',
      call('sns', 'SetTopicAttributes', { attributeName: 'Policy', attributeValue: open }),
      `arn:aws:iam::${own}:root`,
    ],
    [
      'an account added to a queue',
      call('sqs', 'AddPermission', { queueUrl, aWSAccountIds: stranger }),
      arn('sqs:{}:orders'),
    ],
    [
      'a repository',
      call('ecr', 'SetRepositoryPolicy', { repositoryName: 'team/orders', policyText: open }),
      arn('ecr:{}:repository/team/orders'),
    ],
    ['the registry', call('ecr', 'PutRegistryPolicy', { policyText: open }, { registryId: own }), arn(`ecr:{}:${own}`)],
    [
      'a secret',
      call('secretsmanager', 'PutResourcePolicy', { secretId: 'orders/db', resourcePolicy: open }, { aRN: secretArn }),
      secretArn,
    ],
    ['a key', call('kms', 'PutKeyPolicy', { keyId: 'k-1', policy: open }), arn('kms:{}:key/k-1')],
    [
      'a key by its ARN',
      call('kms', 'PutKeyPolicy', { keyId: arn('kms:{}:key/k-1'), policy: open }),
      arn('kms:{}:key/k-1'),
    ],
    ['a new key', call('kms', 'CreateKey', { policy: open }, { keyMetadata: { keyId: 'k-1' } }), arn('kms:{}:key/k-1')],
    [
      'a bus',
      call('events', 'PutPermission', { eventBusName: 'orders', principal: stranger }),
      arn('events:{}:event-bus/orders'),
    ],
    ['the default bus', call('events', 'PutPermission', { principal: '*' }), arn('events:{}:event-bus/default')],
    [
      'a bus by its policy',
      call('events', 'PutPermission', { eventBusName: 'orders', policy: open }),
      arn('events:{}:event-bus/orders'),
    ],
    [
      'a table',
      call('dynamodb', 'PutResourcePolicy', { resourceArn: arn('dynamodb:{}:table/orders'), policy: open }),
      arn('dynamodb:{}:table/orders'),
    ],
    [
      'a vault',
      call('backup', 'PutBackupVaultAccessPolicy', { backupVaultName: 'daily', policy: open }),
      arn('backup:{}:backup-vault:daily'),
    ],
    [
      'a bucket for a stranger',
      call('s3', 'PutBucketPolicy', { bucketName: 'orders', bucketPolicy: document(allow({ AWS: stranger })) }),
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
      { ...call('kms', 'PutKeyPolicy', { keyId: 'k', policy: open }), errorCode: 'AccessDenied' },
      'attempted',
    ],
    [
      'a call that failed',
      { ...call('kms', 'PutKeyPolicy', { keyId: 'k', policy: open }), errorCode: 'MalformedPolicyDocumentException' },
      'ignored',
    ],
    [
      'another attribute',
      call('sns', 'SetTopicAttributes', { topicArn, attributeName: 'DisplayName', attributeValue: open }),
      'ignored',
    ],
    ['nobody added', call('sns', 'AddPermission', { topicArn }), 'ignored'],
    ['a policy without statements', call('kms', 'PutKeyPolicy', { keyId: 'k', policy: '{}' }), 'ignored'],
    [
      'attributes without a policy',
      call('sqs', 'SetQueueAttributes', { queueUrl, attributes: { DelaySeconds: '1' } }),
      'ignored',
    ],
    [
      'the account itself',
      call('kms', 'PutKeyPolicy', { keyId: 'k', policy: text(allow({ AWS: `arn:aws:iam::${own}:root` })) }),
      'ignored',
    ],
    [
      'the organization',
      call('sns', 'SetTopicAttributes', {
        topicArn,
        attributeName: 'Policy',
        attributeValue: text(allow('*', inOrganization(ours))),
      }),
      'ignored',
    ],
    [
      'the organization, beside a principal',
      call('events', 'PutPermission', {
        principal: '*',
        condition: { type: 'StringEquals', key: 'aws:PrincipalOrgID', value: ours },
      }),
      'ignored',
    ],
    [
      'a bucket for everybody',
      call('s3', 'PutBucketPolicy', { bucketName: 'site', bucketPolicy: document(allow('*')) }),
      'ignored',
    ],
    [
      'a bucket for the logs of load balancers',
      call('s3', 'PutBucketPolicy', {
        bucketName: 'logs',
        bucketPolicy: document(allow({ AWS: 'arn:aws:iam::156460612806:root' })),
      }),
      'ignored',
    ],
    [
      "another service's call of that name",
      call('lambda', 'AddPermission', { topicArn, aWSAccountId: [stranger] }),
      'ignored',
    ],
  ])('%s', (_, parts, kind) => {
    expect(find(parts).kind).toBe(kind);
  });
});

test.each<[Holder, string]>([
  ['bucket', 'AWS::S3::Bucket'],
  ['bus', 'AWS::Events::EventBus'],
  ['key', 'AWS::KMS::Key'],
  ['queue', 'AWS::SQS::Queue'],
  ['registry', 'AWS::ECR::RegistryPolicy'],
  ['repository', 'AWS::ECR::Repository'],
  ['secret', 'AWS::SecretsManager::Secret'],
  ['table', 'AWS::DynamoDB::Table'],
  ['topic', 'AWS::SNS::Topic'],
  ['vault', 'AWS::Backup::BackupVault'],
])('a resource tells what holds its policy: %s', (holder, type) => {
  const resource = holderResource(holder, 'x', 'aws', place);
  expect(resource.type).toBe(type);
  expect(holderOf(resource)).toBe(holder);
});

describe('narrowed', () => {
  const root = `arn:aws:iam::${own}:root`;
  const inside = { StringEquals: { 'aws:PrincipalOrgID': ours } };

  test.each<[string, JsonObject, readonly object[]]>([
    ['everybody', allow('*'), [allow('*', { Condition: inside })]],
    [
      'strangers among others',
      allow({ AWS: [sister, stranger] }),
      [allow({ AWS: [sister, stranger] }, { Condition: inside })],
    ],
    [
      'all but one',
      allow(undefined, { NotPrincipal: { AWS: own } }),
      [allow(undefined, { NotPrincipal: { AWS: own }, Condition: inside })],
    ],
    [
      'other conditions stay',
      allow('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'x:y': 'z' } } }),
      [
        allow('*', {
          Condition: {
            Bool: { 'aws:SecureTransport': 'true' },
            StringEquals: { 'x:y': 'z', 'aws:PrincipalOrgID': ours },
          },
        }),
      ],
    ],
    [
      'a service keeps its access',
      allow({ Service: 's3.amazonaws.com', AWS: '*' }),
      [allow({ Service: 's3.amazonaws.com' }), allow({ AWS: '*' }, { Sid: 'AInside', Condition: inside })],
    ],
    [
      'a service, and nobody by an id',
      { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com', AWS: '*' } },
      [
        { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' } },
        { Effect: 'Allow', Principal: { AWS: '*' }, Condition: inside },
      ],
    ],
    [
      'conditions on what only sounds like the organization',
      allow('*', { Condition: { StringEquals: { 'my:aws:PrincipalOrgID': 'x', 'aws:PrincipalOrgIDs': 'y' } } }),
      [
        allow('*', {
          Condition: {
            StringEquals: { 'my:aws:PrincipalOrgID': 'x', 'aws:PrincipalOrgIDs': 'y', 'aws:PrincipalOrgID': ours },
          },
        }),
      ],
    ],
    ['another organization', allow('*', inOrganization('o-other')), [allow({ AWS: root }, { Condition: inside })]],
    [
      'another organization beside ours',
      allow('*', { Condition: { StringLike: { 'aws:PrincipalOrgID': [ours, 'o-other'] } } }),
      [allow('*', { Condition: inside })],
    ],
  ])('%s', (_, statement, expected) => {
    expect(narrowed(statement, ours, root)).toEqual(expected);
  });
});

describe('decide', () => {
  const state = (holder: Holder, ...statements: readonly JsonObject[]): State => ({
    holder,
    id: 'orders',
    arn: 'arn',
    account: own,
    policy: document(...statements),
    strangers: [stranger],
  });

  test.each<[string, State]>([
    ['nobody', state('queue')],
    ['a policy without statements', { ...state('queue'), policy: {} }],
    ['the account and its sister', state('queue', allow({ AWS: [own, sister] }))],
    ['a service', state('queue', allow({ Service: 's3.amazonaws.com' }))],
    ['a bucket for everybody', state('bucket', allow('*'))],
    [
      'a bucket for the logs of load balancers',
      { ...state('bucket', allow({ AWS: '156460612806' })), strangers: ['156460612806'] },
    ],
  ])('leaves %s', (_, given) => {
    expect(decide(given, facts).kind).toBe('leave');
  });

  test.each<[string, State, RegExp]>([
    ['everybody', state('queue', allow('*')), /everybody/],
    ['a stranger', state('bucket', allow({ AWS: stranger })), /999900001111/],
    [
      'the account of load balancers in a queue',
      { ...state('queue', allow({ AWS: '156460612806' })), strangers: ['156460612806'] },
      /156460612806/,
    ],
    ['another organization', state('queue', allow('*', inOrganization('o-other'))), /o-other/],
  ])('narrows %s, and is content afterwards', (_, given, because) => {
    const insider = allow({ AWS: sister }, { Sid: 'B' });
    const mixed = { ...given, policy: document(...[given.policy.Statement as never].flat(), insider) };
    const decision = decide(mixed, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    expect(decision.because).toMatch(because);
    expect((decision.change.policy.Statement as readonly unknown[]).at(-1)).toEqual(insider);
    expect(decide({ ...mixed, policy: decision.change.policy }, facts).kind).toBe('leave');
  });
});

describe('fix', () => {
  const isMember = async (account: string) => account === sister;
  const open = allow('*');
  const insider = allow({ AWS: sister }, { Sid: 'B' });
  const reads: Readonly<Record<Holder, readonly [string, (policy: string) => object]>> = {
    bucket: ['GetBucketPolicy', (Policy) => ({ Policy })],
    bus: ['DescribeEventBus', (Policy) => ({ Policy })],
    key: ['GetKeyPolicy', (Policy) => ({ Policy })],
    queue: ['GetQueueAttributes', (Policy) => ({ Attributes: { Policy } })],
    registry: ['GetRegistryPolicy', (policyText) => ({ policyText })],
    repository: ['GetRepositoryPolicy', (policyText) => ({ policyText })],
    secret: ['GetResourcePolicy', (ResourcePolicy) => ({ ResourcePolicy })],
    table: ['GetResourcePolicy', (Policy) => ({ Policy })],
    topic: ['GetTopicAttributes', (Policy) => ({ Attributes: { Policy } })],
    vault: ['GetBackupVaultAccessPolicy', (Policy) => ({ Policy })],
  };
  const written = ({ input }: SentCommand): string => {
    type Texts = Readonly<Partial<Record<'Policy' | 'policyText' | 'ResourcePolicy' | 'AttributeValue', string>>>;
    const { Attributes, ...texts } = input as Texts & { readonly Attributes?: Texts };
    return Object.values({ ...texts, ...Attributes }).find((value) => value.startsWith('{')) ?? '';
  };

  test.each(Object.keys(reads) as Holder[])('%s: written for us alone, and undone to what it was', async (holder) => {
    const suspect = holder === 'bucket' ? allow({ AWS: stranger }) : open;
    const [get, answer] = reads[holder];
    let policy = text(suspect, insider);
    const session = aSession((sent) => {
      if (sent.name === get) return answer(policy);
      if (sent.name === 'GetQueueUrl') return { QueueUrl: 'https://queue' };
      policy = written(sent);
      return {};
    });
    const resource = holderResource(holder, 'orders', 'aws', place);
    const state = await fix.read(resource, session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    expect(JSON.parse(policy).Statement).toEqual([{ ...suspect, ...inOrganization(ours) }, insider]);
    // Somebody adds a statement meanwhile, and the service gives the policy back in a form of its own.
    const later = allow({ AWS: own }, { Sid: 'C' });
    const [first, ...others] = JSON.parse(policy).Statement;
    policy = text(Object.fromEntries(Object.entries(first).reverse()) as JsonObject, ...others, later);
    await fix.undo(state as never, decision.change, session);
    expect(JSON.parse(policy).Statement).toEqual([suspect, insider, later]);
  });

  test('statements without an id are told by what they say; what was split is joined', async () => {
    const { Sid: _, ...mixed } = allow({ Service: 's3.amazonaws.com', AWS: '*' });
    const state = { holder: 'topic', id: 'o', arn: 'a', account: own, policy: document(mixed), strangers: [] } as const;
    const decision = decide(state, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    const session = aSession(({ name }) =>
      name === 'GetTopicAttributes' ? { Attributes: { Policy: JSON.stringify(decision.change.policy) } } : {},
    );
    await fix.undo(state as never, decision.change as never, session);
    expect(JSON.parse(written(session.sent.at(-1) as SentCommand)).Statement).toEqual([mixed]);
  });

  test.each<[Holder, string]>([
    ['bucket', 'NoSuchBucketPolicy'],
    ['bucket', 'NoSuchBucket'],
    ['topic', 'NotFoundException'],
    ['queue', 'QueueDoesNotExist'],
    ['registry', 'RegistryPolicyNotFoundException'],
    ['repository', 'RepositoryPolicyNotFoundException'],
    ['secret', 'ResourceNotFoundException'],
    ['table', 'PolicyNotFoundException'],
    ['vault', 'ResourceNotFoundException'],
  ])('%s without a policy, or gone: %s', async (holder, error) => {
    const session = aSession(() => awsError(error));
    expect(await fix.read(holderResource(holder, 'x', 'aws', place), session, isMember)).toBeUndefined();
  });

  test('no policy is nobody, another error is one', async () => {
    const resource = holderResource('topic', 'x', 'aws', place);
    const state = await fix.read(
      resource,
      aSession(() => ({})),
      isMember,
    );
    expect(fix.decide(state as never, facts).kind).toBe('leave');
    await expect(
      fix.read(
        resource,
        aSession(() => awsError('AuthorizationErrorException')),
        isMember,
      ),
    ).rejects.toThrow();
  });
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
  const found: string[] = [];
  for await (const { id } of monitor.reconcile?.(session, facts) ?? []) found.push(id);
  expect(found).toEqual(['b', 't', 'q', 'team/r', own, 'a/s-AbCdEf', 'k', 'orders', 'daily', 'default']);
});

test('control: no resource share with strangers, every policy of our own', () => {
  const share = (value: string) => ({
    action: 'ram:CreateResourceShare',
    context: { 'ram:RequestedAllowsExternalPrincipals': value },
  });
  expect(decided(guardrail, share('true'))).toBe('DenySharingOutside');
  expect(decided(guardrail, share('false'))).toBe('allowed');
  expect(decided(guardrail, { ...share('true'), action: 'ram:UpdateResourceShare' })).toBe('DenySharingOutside');
  for (const action of ['kms:PutKeyPolicy', 'sns:SetTopicAttributes', 'sqs:SetQueueAttributes', 's3:PutBucketPolicy']) {
    expect(decided(guardrail, { action })).toBe('allowed');
  }
  const copy = (path: string) => ({
    action: 'backup:CopyFromBackupVault',
    context: { 'backup:CopyTargetOrgPaths': [path] },
  });
  expect(decided(guardrail, copy(`${ours}/r-exam/ou-exam-12345678/`))).toBe('allowed');
  expect(decided(guardrail, copy('o-other/r-abcd/'))).toBe('DenyBackupsOutside');
  expect(decided(guardrail, { action: 'backup:CopyFromBackupVault' })).toBe('allowed');
  expect(characters(guardrail)).toBeLessThan(650);
});

describe('check', () => {
  const one = (Type: string, Properties: JsonObject) => check({ Resources: { It: { Type, Properties } } }, facts);

  test.each([
    ['AWS::SNS::TopicPolicy', 'PolicyDocument', document(allow('*'))],
    ['AWS::SQS::QueuePolicy', 'PolicyDocument', document(allow({ AWS: '*' }))],
    ['AWS::KMS::Key', 'KeyPolicy', document(allow('*'))],
    ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', document(allow('*'))],
    ['AWS::ECR::Repository', 'RepositoryPolicyText', document(allow('*'))],
    ['AWS::ECR::RegistryPolicy', 'PolicyText', document(allow('*'))],
    ['AWS::Events::EventBusPolicy', 'Statement', allow('*')],
    ['AWS::SNS::TopicInlinePolicy', 'PolicyDocument', document(allow('*'))],
    ['AWS::SQS::QueueInlinePolicy', 'PolicyDocument', document(allow('*'))],
  ])('%s for everybody is refused, for the organization is fine', (type, property, policy) => {
    expect(one(type, { [property]: policy as never })).toMatchObject([
      { logicalId: 'It', path: `Properties.${property}` },
    ]);
    const inside =
      property === 'Statement' ? allow('*', inOrganization(ours)) : document(allow('*', inOrganization(ours)));
    expect(one(type, { [property]: inside as never })).toEqual([]);
    expect(one(type, {})).toEqual([]);
  });
});
