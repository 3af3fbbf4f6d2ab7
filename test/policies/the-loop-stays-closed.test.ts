import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/the-loop-stays-closed';
import { type Change, decide, type State } from '../../policies/the-loop-stays-closed/decide';
import { fix } from '../../policies/the-loop-stays-closed/fix';
import { monitor } from '../../policies/the-loop-stays-closed/monitor';
import { isOurs, parts } from '../../policies/the-loop-stays-closed/parts';
import { hubTarget, isAboutReads } from '../../policies/the-loop-stays-closed/rule';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const isMember = async () => true;
const stackRule = 'StackSet-breakwater-baseline-0a1b-ForwardingPattern1';
const deployRole = (account: string) => ({
  userIdentity: {
    type: 'AssumedRole',
    invokedBy: 'cloudformation.amazonaws.com',
    sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-x` } },
  },
});
const refusal = (action: string, resource: string) => ({
  errorCode: 'AccessDenied',
  errorMessage: `User: arn:aws:sts::111122223333:assumed-role/breakwater-fan/jo is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a service control policy`,
});

interface Case {
  readonly title: string;
  readonly source: string;
  readonly eventName: string;
  readonly parameters?: JsonObject;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly resource?: Partial<Resource>;
  /** @default true */
  readonly matched?: boolean;
}

const cases: readonly Case[] = [
  {
    title: 'a forwarding rule is disabled',
    source: 'events',
    eventName: 'DisableRule',
    parameters: { name: stackRule },
    kind: 'finding',
    resource: {
      type: 'AWS::Events::Rule',
      id: stackRule,
      arn: `arn:aws:events:eu-west-1:111122223333:rule/${stackRule}`,
    },
  },
  {
    title: 'a rule of the hub loses targets',
    source: 'events',
    eventName: 'RemoveTargets',
    parameters: { rule: 'breakwater-event-hub-Pattern1', eventBusName: 'breakwater-hub', ids: ['Queue'] },
    kind: 'finding',
    resource: {
      id: 'breakwater-hub/breakwater-event-hub-Pattern1',
      arn: 'arn:aws:events:eu-west-1:111122223333:rule/breakwater-hub/breakwater-event-hub-Pattern1',
    },
  },
  {
    title: 'the bus is given by its ARN',
    source: 'events',
    eventName: 'DisableRule',
    parameters: { name: 'x', eventBusName: 'arn:aws:events:eu-west-1:333344445555:event-bus/breakwater-hub' },
    kind: 'finding',
    resource: { id: 'breakwater-hub/x' },
  },
  {
    title: 'anybody may send to the hub',
    source: 'events',
    eventName: 'PutPermission',
    parameters: { eventBusName: 'breakwater-hub', principal: '*' },
    kind: 'finding',
    resource: { id: 'breakwater-hub' },
  },
  {
    title: 'a rule of a team',
    source: 'events',
    eventName: 'DisableRule',
    parameters: { name: 'orders' },
    kind: 'ignored',
    matched: false,
  },
  {
    title: 'a rule that only sounds like ours',
    source: 'events',
    eventName: 'DisableRule',
    parameters: { name: 'my-breakwaters' },
    kind: 'ignored',
  },
  {
    title: 'disabling is denied',
    source: 'events',
    eventName: 'DisableRule',
    more: refusal('events:DisableRule', `arn:aws:events:eu-west-1:111122223333:rule/${stackRule}`),
    kind: 'attempted',
    resource: { id: `rule/${stackRule}`, arn: `arn:aws:events:eu-west-1:111122223333:rule/${stackRule}` },
  },
  {
    title: 'something else is denied to a role that sounds like ours',
    source: 'events',
    eventName: 'DisableRule',
    more: refusal('events:DisableRule', 'arn:aws:events:eu-west-1:111122223333:rule/orders'),
    kind: 'ignored',
  },
  {
    title: 'a denial that tells no resource',
    source: 'sqs',
    eventName: 'PurgeQueue',
    more: { errorCode: 'AccessDenied', errorMessage: 'Access to breakwater denied' },
    kind: 'ignored',
  },
  {
    title: 'a call that fails by itself',
    source: 'events',
    eventName: 'DeleteRule',
    parameters: { name: stackRule },
    more: { errorCode: 'ManagedRuleException' },
    kind: 'ignored',
  },
  {
    title: 'a queue is emptied',
    source: 'sqs',
    eventName: 'PurgeQueue',
    parameters: { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/breakwater-regions-stay-governed' },
    kind: 'finding',
    resource: { arn: 'arn:aws:sqs:eu-west-1:111122223333:breakwater-regions-stay-governed' },
  },
  {
    title: 'the ledger is deleted',
    source: 'dynamodb',
    eventName: 'DeleteTable',
    parameters: { tableName: 'breakwater-ledger' },
    kind: 'finding',
    resource: { type: 'AWS::DynamoDB::Table', id: 'breakwater-ledger' },
  },
  {
    title: 'alerts go nowhere',
    source: 'sns',
    eventName: 'Unsubscribe',
    parameters: { subscriptionArn: 'arn:aws:sns:eu-west-1:111122223333:breakwater-alerts:0a1b' },
    kind: 'finding',
    resource: { arn: 'arn:aws:sns:eu-west-1:111122223333:breakwater-alerts:0a1b' },
  },
  {
    title: 'alarms are silenced',
    source: 'monitoring',
    eventName: 'DisableAlarmActions',
    parameters: { alarmNames: ['orders', 'breakwater-event-hub-Late'] },
    kind: 'finding',
    resource: { id: 'breakwater-event-hub-Late' },
  },
  {
    title: 'heartbeats end',
    source: 'scheduler',
    eventName: 'DeleteSchedule',
    parameters: { name: 'breakwater-heartbeat', groupName: 'default' },
    kind: 'finding',
    resource: { arn: 'arn:aws:scheduler:eu-west-1:111122223333:schedule/default/breakwater-heartbeat' },
  },
  {
    title: 'a function comes to a standstill',
    source: 'lambda',
    eventName: 'PutFunctionConcurrency20171031',
    parameters: { functionName: 'breakwater-root-stays-unused', reservedConcurrentExecutions: 0 },
    kind: 'finding',
    resource: { type: 'AWS::Lambda::Function', id: 'breakwater-root-stays-unused' },
  },
  {
    title: 'a function is reserved some room',
    source: 'lambda',
    eventName: 'PutFunctionConcurrency20171031',
    parameters: { functionName: 'breakwater-root-stays-unused', reservedConcurrentExecutions: 5 },
    kind: 'ignored',
  },
  {
    title: 'a function stops reading its queue',
    source: 'lambda',
    eventName: 'UpdateEventSourceMapping20150331',
    parameters: { uUID: '0a1b', enabled: false },
    more: { responseElements: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:breakwater-x' } },
    kind: 'finding',
    resource: { type: 'AWS::Lambda::EventSourceMapping', id: '0a1b' },
  },
  {
    title: 'a function reads its queue again',
    source: 'lambda',
    eventName: 'UpdateEventSourceMapping20150331',
    parameters: { uUID: '0a1b', enabled: true },
    more: { responseElements: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:breakwater-x' } },
    kind: 'ignored',
  },
  {
    title: "a team's function stops reading",
    source: 'lambda',
    eventName: 'UpdateEventSourceMapping20150331',
    parameters: { uUID: '0a1b', enabled: false },
    more: { responseElements: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } },
    kind: 'ignored',
    matched: false,
  },
  {
    title: 'a role under our path',
    source: 'iam',
    eventName: 'CreateRole',
    parameters: { roleName: 'mallory', path: '/breakwater/' },
    kind: 'finding',
    resource: { type: 'AWS::IAM::Role', id: 'mallory' },
  },
  {
    title: 'a role named as StackSets name theirs',
    source: 'iam',
    eventName: 'CreateRole',
    parameters: { roleName: 'stacksets-exec-mallory' },
    kind: 'finding',
    resource: { id: 'stacksets-exec-mallory' },
  },
  {
    title: 'a fix may do more than it should',
    source: 'iam',
    eventName: 'AttachRolePolicy',
    parameters: { roleName: 'breakwater-fix-x', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    kind: 'finding',
    resource: { id: 'breakwater-fix-x' },
  },
  {
    title: "a team's role",
    source: 'iam',
    eventName: 'AttachRolePolicy',
    parameters: { roleName: 'orders-task', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    kind: 'ignored',
    matched: false,
  },
  {
    title: 'a spoke is deleted',
    source: 'cloudformation',
    eventName: 'DeleteStack',
    parameters: { stackName: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/StackSet-breakwater-baseline-0/1' },
    kind: 'finding',
    resource: { arn: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/StackSet-breakwater-baseline-0/1' },
  },
  {
    title: 'the spokes of a stack set are deleted',
    source: 'cloudformation',
    eventName: 'DeleteStackInstances',
    parameters: { stackSetName: 'breakwater-baseline' },
    kind: 'finding',
    resource: { id: 'breakwater-baseline' },
  },
  {
    title: 'the hub is deployed',
    source: 'events',
    eventName: 'PutRule',
    parameters: { name: 'breakwater-event-hub-Pattern1' },
    more: deployRole(facts.securityAccount),
    kind: 'ignored',
  },
  {
    title: 'somebody deploys over a rule of ours',
    source: 'events',
    eventName: 'PutRule',
    parameters: { name: 'breakwater-event-hub-Pattern1' },
    more: deployRole('111122223333'),
    kind: 'finding',
    resource: { id: 'breakwater-event-hub-Pattern1' },
  },
  {
    title: 'StackSets take a spoke away from an account that leaves',
    source: 'cloudformation',
    eventName: 'DeleteStack',
    parameters: { stackName: 'StackSet-breakwater-baseline-0' },
    more: {
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: {
          sessionIssuer: {
            arn: 'arn:aws:iam::111122223333:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForX',
          },
        },
      },
    },
    kind: 'ignored',
  },
  {
    title: 'a rule is enabled',
    source: 'events',
    eventName: 'EnableRule',
    parameters: { name: stackRule },
    kind: 'ignored',
    matched: false,
  },
];

const asked = compilePatterns(monitor.patterns.map((pattern) => ({ key: true, pattern })));

test.each(cases)('$title', ({ source, eventName, parameters = null, more = {}, kind, resource, matched = true }) => {
  const event = anApiCall({
    eventName,
    eventSource: `${source}.amazonaws.com`,
    awsRegion: 'eu-west-1',
    requestParameters: parameters,
    ...more,
  });
  expect(asked(event).length > 0).toBe(matched);
  const finding = monitor.finding(event, facts);
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'ignored') return;
  expect(finding.because).toMatch(new RegExp(`^${eventName} of `));
  expect(finding.resources).toEqual([
    expect.objectContaining({ ...resource, account: '111122223333', region: 'eu-west-1' }),
  ]);
});

const place = 'eu-west-1:111122223333';
/** Each call that stops, blinds or takes over a part: of what, given how. */
const takenOver: readonly (readonly [string, string, JsonObject, string, string])[] = [
  ...['DeleteStack', 'UpdateStack'].map(
    (name) =>
      [
        'cloudformation',
        name,
        { stackName: 'breakwater-x' },
        'AWS::CloudFormation::Stack',
        `cloudformation:${place}:stack/breakwater-x`,
      ] as const,
  ),
  ...['DeleteStackInstances', 'DeleteStackSet', 'UpdateStackSet'].map(
    (name) =>
      [
        'cloudformation',
        name,
        { stackSetName: 'breakwater-x' },
        'AWS::CloudFormation::Stack',
        `cloudformation:${place}:stack/breakwater-x`,
      ] as const,
  ),
  ...['DeleteTable', 'UpdateContinuousBackups', 'UpdateTable', 'UpdateTimeToLive'].map(
    (name) =>
      [
        'dynamodb',
        name,
        { tableName: 'breakwater-x' },
        'AWS::DynamoDB::Table',
        `dynamodb:${place}:table/breakwater-x`,
      ] as const,
  ),
  [
    'dynamodb',
    'PutResourcePolicy',
    { resourceArn: `arn:aws:dynamodb:${place}:table/breakwater-x` },
    'AWS::DynamoDB::Table',
    `dynamodb:${place}:table/breakwater-x`,
  ],
  [
    'events',
    'DeleteArchive',
    { archiveName: 'breakwater-x' },
    'AWS::Events::Rule',
    `events:${place}:rule/breakwater-x`,
  ],
  ...['DeleteEventBus', 'DeleteRule', 'DisableRule', 'PutRule'].map(
    (name) =>
      ['events', name, { name: 'breakwater-x' }, 'AWS::Events::Rule', `events:${place}:rule/breakwater-x`] as const,
  ),
  ...['PutTargets', 'RemoveTargets'].map(
    (name) =>
      ['events', name, { rule: 'breakwater-x' }, 'AWS::Events::Rule', `events:${place}:rule/breakwater-x`] as const,
  ),
  ...['PutPermission', 'RemovePermission'].map(
    (name) =>
      [
        'events',
        name,
        { eventBusName: 'breakwater-x' },
        'AWS::Events::Rule',
        `events:${place}:rule/breakwater-x`,
      ] as const,
  ),
  ...[
    'AttachRolePolicy',
    'CreateRole',
    'DeleteRole',
    'DeleteRolePolicy',
    'DetachRolePolicy',
    'PutRolePermissionsBoundary',
    'PutRolePolicy',
    'UpdateAssumeRolePolicy',
    'UpdateRole',
  ].map(
    (name) =>
      ['iam', name, { roleName: 'breakwater-x' }, 'AWS::IAM::Role', 'iam::111122223333:role/breakwater-x'] as const,
  ),
  ...[
    'DeleteFunction20150331',
    'PutFunctionConcurrency20171031',
    'UpdateFunctionCode20150331v2',
    'UpdateFunctionConfiguration20150331v2',
  ].map(
    (name) =>
      [
        'lambda',
        name,
        { functionName: 'breakwater-x' },
        'AWS::Lambda::Function',
        `lambda:${place}:function:breakwater-x`,
      ] as const,
  ),
  ...['DeleteAlarms', 'DisableAlarmActions'].map(
    (name) =>
      [
        'monitoring',
        name,
        { alarmNames: ['breakwater-x'] },
        'AWS::CloudWatch::Alarm',
        `cloudwatch:${place}:alarm:breakwater-x`,
      ] as const,
  ),
  ...['PutMetricAlarm', 'SetAlarmState'].map(
    (name) =>
      [
        'monitoring',
        name,
        { alarmName: 'breakwater-x' },
        'AWS::CloudWatch::Alarm',
        `cloudwatch:${place}:alarm:breakwater-x`,
      ] as const,
  ),
  ...['DeleteSchedule', 'UpdateSchedule'].map(
    (name) =>
      [
        'scheduler',
        name,
        { name: 'breakwater-x' },
        'AWS::Scheduler::Schedule',
        `scheduler:${place}:schedule/default/breakwater-x`,
      ] as const,
  ),
  ...['DeleteStateMachine', 'UpdateStateMachine'].map(
    (name) =>
      [
        'states',
        name,
        { stateMachineArn: `arn:aws:states:${place}:stateMachine:breakwater-x` },
        'AWS::StepFunctions::StateMachine',
        `states:${place}:stateMachine:breakwater-x`,
      ] as const,
  ),
  ...['AddPermission', 'DeleteTopic', 'RemovePermission', 'SetTopicAttributes'].map(
    (name) =>
      [
        'sns',
        name,
        { topicArn: `arn:aws:sns:${place}:breakwater-x` },
        'AWS::SNS::Topic',
        `sns:${place}:breakwater-x`,
      ] as const,
  ),
  ['sns', 'DeleteTopic', { topicArn: 'breakwater-x' }, 'AWS::SNS::Topic', `sns:${place}:breakwater-x`],
  ...['AddPermission', 'DeleteQueue', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'].map(
    (name) =>
      [
        'sqs',
        name,
        { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/breakwater-x' },
        'AWS::SQS::Queue',
        `sqs:${place}:breakwater-x`,
      ] as const,
  ),
];

test.each(takenOver)('%s:%s of a part of the loop %j', (service, eventName, requestParameters, type, arn) => {
  const call = { eventName, eventSource: `${service}.amazonaws.com`, awsRegion: 'eu-west-1' };
  expect(judged(monitor, anApiCall({ ...call, requestParameters }))).toMatchObject({
    kind: 'finding',
    resources: [{ type, arn: `arn:aws:${arn}` }],
  });
  const theirs = JSON.parse(JSON.stringify(requestParameters).replace('breakwater-', 'orders-'));
  expect(judged(monitor, anApiCall({ ...call, requestParameters: theirs })).kind).toBe('ignored');
});

test('a function no longer reads its queue', () => {
  const functionArn = `arn:aws:lambda:${place}:function:breakwater-x`;
  const call = { eventName: 'DeleteEventSourceMapping20150331', eventSource: 'lambda.amazonaws.com' };
  const event = anApiCall({
    ...call,
    awsRegion: 'eu-west-1',
    requestParameters: { uUID: '0a1b' },
    responseElements: { functionArn },
  });
  expect(judged(monitor, event)).toMatchObject({
    kind: 'finding',
    resources: [{ arn: `arn:aws:lambda:${place}:event-source-mapping:0a1b` }],
  });
});

test.each(Object.entries(parts))('%s: calls and parameters are listed in order', (_, { calls, namedBy }) => {
  expect(calls).toEqual([...calls].sort());
  expect(namedBy).toEqual([...namedBy].sort());
});

test.each([
  ['breakwater-hub', true],
  ['StackSet-breakwater-baseline-0', true],
  ['/breakwater/', true],
  ['arn:aws:iam::1:role/breakwater/x', true],
  ['arn:aws:iam::1:role/stacksets-exec-0', true],
  ['https://sqs.eu-west-1.amazonaws.com/1/breakwater-x', true],
  ['breakwater', false],
  ['harbour-breakwater-x', false],
  ['not-stacksets-exec-0', false],
])('%s is ours: %s', (name, ours) => {
  expect(isOurs(name)).toBe(ours);
});

const where = { account: '111122223333', region: 'eu-west-1' };
const target = hubTarget(stackRule, where, facts);
const rule = (more: object = {}): State =>
  ({
    kind: 'rule',
    where,
    name: stackRule,
    state: 'ENABLED',
    pattern: '{"source":["aws.s3"]}',
    targets: [target.Arn],
    ...more,
  }) as State;
const reading = '{"detail":{"eventName":["GetCallerIdentity"]}}';

test.each<readonly [string, State, string, Change | undefined]>([
  ['a rule at work', rule(), 'leave', undefined],
  ['a rule that reads, at work', rule({ state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }), 'leave', undefined],
  ['a disabled rule', rule({ state: 'DISABLED' }), 'plan', { kind: 'rule', name: stackRule, enable: 'ENABLED' }],
  [
    'a disabled rule for calls that read',
    rule({ state: 'DISABLED', pattern: reading, description: 'Forwards' }),
    'plan',
    { kind: 'rule', name: stackRule, enable: { reads: reading, description: 'Forwards' } },
  ],
  [
    'a rule without target',
    rule({ targets: ['arn:aws:sqs:eu-west-1:1:other'] }),
    'plan',
    { kind: 'rule', name: stackRule, target },
  ],
  [
    'a rule of the hub that is disabled',
    rule({ bus: 'breakwater-hub', state: 'DISABLED', targets: [] }),
    'plan',
    { kind: 'rule', name: stackRule, bus: 'breakwater-hub', enable: 'ENABLED' },
  ],
  ['a rule of the hub with its queue', rule({ bus: 'breakwater-hub', targets: ['arn:aws:sqs'] }), 'leave', undefined],
  ['a rule of the hub without', rule({ bus: 'breakwater-hub', targets: [] }), 'ask', undefined],
  ['a schedule with its queue', rule({ pattern: undefined, targets: ['arn:aws:sqs'] }), 'leave', undefined],
  ['a rule that is gone', { kind: 'gone', what: stackRule }, 'ask', undefined],
  ['another part', { kind: 'other', what: 'AWS::SQS::Queue q' }, 'ask', undefined],
  [
    'a function that may not run',
    { kind: 'function', name: 'breakwater-y', limit: 0 },
    'plan',
    { kind: 'function', name: 'breakwater-y', limit: 0 },
  ],
  ['a function that may run, whose code may be new', { kind: 'function', name: 'breakwater-y' }, 'ask', undefined],
  [
    'a mapping that is off',
    { kind: 'mapping', id: '0a1b', function: 'arn:aws:lambda:x:1:function:breakwater-y', enabled: false },
    'plan',
    { kind: 'mapping', id: '0a1b' },
  ],
  [
    'a mapping that is on',
    { kind: 'mapping', id: '0a1b', function: 'arn:aws:lambda:x:1:function:breakwater-y', enabled: true },
    'leave',
    undefined,
  ],
  [
    "a team's mapping",
    { kind: 'mapping', id: '0a1b', function: 'arn:aws:lambda:x:1:function:orders', enabled: false },
    'leave',
    undefined,
  ],
])('%s', (_, state, kind, change) => {
  const decision = decide(state, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual(change);
});

test.each([
  [stackRule, 'breakwater-forwarder-eu-west-1'],
  ['StackSet-breakwater-outposts-0', 'breakwater-outpost-eu-west-1'],
  ['breakwater-management-eu-west-1', 'breakwater-forwarder-eu-west-1'],
])('%s sends as %s', (name, role) => {
  expect(hubTarget(name, where, facts)).toEqual({
    Id: 'Hub',
    Arn: 'arn:aws:events:eu-west-1:222233334444:event-bus/breakwater-hub',
    RoleArn: `arn:aws:iam::111122223333:role/breakwater/${role}`,
  });
});

test.each([
  [{ detail: { eventName: ['GetObject', 'ListBuckets', 'DescribeTrails'] } }, true],
  [{ $or: [{ detail: { eventName: ['GetObject'] } }, { detail: { eventName: 'ListKeys' } }] }, true],
  [{ $or: [{ detail: { eventName: ['GetObject'] } }, { detail: { eventName: ['PutObject'] } }] }, false],
  [{ source: ['aws.s3'] }, false],
])('%j is about reads: %s', (pattern, reads) => {
  expect(isAboutReads(pattern)).toBe(reads);
});

const resource = (type: string, id: string): Resource => ({ type, id, arn: '', ...where });

test.each<readonly [string, Resource, (sent: SentCommand) => unknown, object]>([
  [
    'a rule of the default bus',
    resource('AWS::Events::Rule', 'r'),
    ({ name }) =>
      name === 'DescribeRule'
        ? { State: 'DISABLED', EventPattern: '{}', Description: 'd' }
        : { Targets: [{ Arn: 'a' }] },
    { kind: 'rule', where, name: 'r', state: 'DISABLED', pattern: '{}', description: 'd', targets: ['a'] },
  ],
  [
    'a schedule of the hub',
    resource('AWS::Events::Rule', 'breakwater-hub/r'),
    ({ name, input }) =>
      name === 'DescribeRule' && input.EventBusName === 'breakwater-hub' ? { State: 'ENABLED' } : {},
    { kind: 'rule', where, name: 'r', bus: 'breakwater-hub', state: 'ENABLED', targets: [] },
  ],
  [
    'a rule that is gone',
    resource('AWS::Events::Rule', 'r'),
    () => awsError('ResourceNotFoundException'),
    { kind: 'gone', what: 'r' },
  ],
  [
    'a mapping',
    resource('AWS::Lambda::EventSourceMapping', '0a'),
    () => ({ State: 'Disabling', FunctionArn: 'f' }),
    { kind: 'mapping', id: '0a', function: 'f', enabled: false },
  ],
  [
    'a mapping at work',
    resource('AWS::Lambda::EventSourceMapping', '0a'),
    () => ({ State: 'Enabled', FunctionArn: 'f' }),
    { kind: 'mapping', id: '0a', function: 'f', enabled: true },
  ],
  [
    'a mapping that is gone',
    resource('AWS::Lambda::EventSourceMapping', '0a'),
    () => awsError('ResourceNotFoundException'),
    { kind: 'gone', what: '0a' },
  ],
  [
    'a function at a standstill',
    resource('AWS::Lambda::Function', 'breakwater-y'),
    () => ({ ReservedConcurrentExecutions: 0 }),
    { kind: 'function', name: 'breakwater-y', limit: 0 },
  ],
  [
    'a function with no limit of its own',
    resource('AWS::Lambda::Function', 'breakwater-y'),
    () => ({}),
    { kind: 'function', name: 'breakwater-y' },
  ],
  ['a queue', resource('AWS::SQS::Queue', 'q'), () => undefined, { kind: 'other', what: 'AWS::SQS::Queue q' }],
])('reads %s', async (_, of, answer, state) => {
  expect(await fix.read(of, aSession(answer), isMember)).toEqual(state);
});

test('another error is no answer', async () => {
  const session = aSession(() => awsError('ThrottlingException'));
  await expect(fix.read(resource('AWS::Events::Rule', 'r'), session, isMember)).rejects.toThrow('Throttling');
});

test.each<readonly [string, Change, readonly SentCommand[], readonly SentCommand[]]>([
  [
    'a state',
    { kind: 'rule', name: 'r', bus: 'b', enable: 'ENABLED' },
    [{ name: 'EnableRule', input: { Name: 'r', EventBusName: 'b' } }],
    [{ name: 'DisableRule', input: { Name: 'r', EventBusName: 'b' } }],
  ],
  [
    'the state for reads',
    { kind: 'rule', name: 'r', enable: { reads: reading, description: 'd' } },
    [
      {
        name: 'PutRule',
        input: {
          Name: 'r',
          EventPattern: reading,
          Description: 'd',
          State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        },
      },
    ],
    [{ name: 'DisableRule', input: { Name: 'r' } }],
  ],
  [
    'a target',
    { kind: 'rule', name: 'r', target },
    [{ name: 'PutTargets', input: { Rule: 'r', Targets: [target] } }],
    [{ name: 'RemoveTargets', input: { Rule: 'r', Ids: ['Hub'] } }],
  ],
  [
    'a mapping',
    { kind: 'mapping', id: '0a' },
    [{ name: 'UpdateEventSourceMapping', input: { UUID: '0a', Enabled: true } }],
    [{ name: 'UpdateEventSourceMapping', input: { UUID: '0a', Enabled: false } }],
  ],
  [
    'leave to run',
    { kind: 'function', name: 'breakwater-y', limit: 0 },
    [{ name: 'DeleteFunctionConcurrency', input: { FunctionName: 'breakwater-y' } }],
    [{ name: 'PutFunctionConcurrency', input: { FunctionName: 'breakwater-y', ReservedConcurrentExecutions: 0 } }],
  ],
])('gives back %s, and takes it back', async (_, change, applied, undone) => {
  const session = aSession(() => undefined);
  await fix.apply(change as never, session);
  expect(session.sent).toEqual(applied);
  await fix.undo(undefined as never, change as never, session);
  expect(session.sent.slice(applied.length)).toEqual(undone);
});

test.each([
  ['111122223333', 'eu-west-1', ['StackSet-breakwater-', 'breakwater-']],
  [facts.securityAccount, 'eu-west-1', ['StackSet-breakwater-', 'breakwater-', 'breakwater-hub/breakwater-']],
  [facts.securityAccount, 'us-east-1', ['StackSet-breakwater-', 'breakwater-']],
])('looks at every rule of %s in %s', async (account, region, expected) => {
  const session = aSession(({ input }) =>
    input.NextToken ? { Rules: [{ Name: input.NamePrefix }] } : { Rules: [], NextToken: '2' },
  );
  const seen: string[] = [];
  for await (const { id } of monitor.reconcile?.({ ...session, account, region }, facts) ?? []) seen.push(id);
  expect(seen).toEqual(expected);
});

const arn = (rest: string) => `arn:aws:${rest}`;
const hubDeployer = 'arn:aws:iam::000000000003:role/cdk-hnb659fds-cfn-exec-role-000000000003-eu-west-1';

test.each([
  ['events:DisableRule', arn(`events:eu-west-1:111122223333:rule/${stackRule}`), 'DenyTouchingLoop'],
  ['events:RemoveTargets', arn('events:us-east-1:111122223333:rule/breakwater-hub/x'), 'DenyTouchingLoop'],
  ['events:PutEvents', arn('events:eu-west-1:111122223333:event-bus/breakwater-hub'), 'DenyTouchingLoop'],
  ['lambda:UpdateFunctionCode', arn('lambda:eu-west-1:111122223333:function:breakwater-x'), 'DenyTouchingLoop'],
  ['lambda:PutFunctionConcurrency', arn('lambda:eu-west-1:111122223333:function:breakwater-x'), 'DenyTouchingLoop'],
  ['sqs:PurgeQueue', arn('sqs:eu-west-1:111122223333:breakwater-x-dead-letters'), 'DenyTouchingLoop'],
  ['dynamodb:DeleteTable', arn('dynamodb:eu-west-1:111122223333:table/breakwater-ledger'), 'DenyTouchingLoop'],
  ['dynamodb:UpdateTimeToLive', arn('dynamodb:eu-west-1:111122223333:table/breakwater-ledger'), 'DenyTouchingLoop'],
  ['pipes:StopPipe', arn('pipes:eu-west-1:111122223333:pipe/breakwater-ledger-history'), 'DenyTouchingLoop'],
  [
    'firehose:UpdateDestination',
    arn('firehose:eu-west-1:111122223333:deliverystream/breakwater-ledger-history'),
    'DenyTouchingLoop',
  ],
  ['pipes:StopPipe', arn('pipes:eu-west-1:111122223333:pipe/orders'), 'allowed'],
  ['sns:SetTopicAttributes', arn('sns:eu-west-1:111122223333:breakwater-alerts'), 'DenyTouchingLoop'],
  ['states:UpdateStateMachine', arn('states:eu-west-1:111122223333:stateMachine:breakwater-x'), 'DenyTouchingLoop'],
  ['states:DeleteStateMachine', arn('states:eu-west-1:111122223333:stateMachine:orders'), 'allowed'],
  ['cloudwatch:DeleteAlarms', arn('cloudwatch:eu-west-1:111122223333:alarm:breakwater-x'), 'DenyTouchingLoop'],
  [
    'scheduler:UpdateSchedule',
    arn('scheduler:eu-west-1:111122223333:schedule/default/breakwater-heartbeat'),
    'DenyTouchingLoop',
  ],
  [
    'cloudformation:DeleteStack',
    arn('cloudformation:eu-west-1:111122223333:stack/StackSet-breakwater-x/1'),
    'DenyTouchingLoop',
  ],
  ['iam:CreateRole', arn('iam::111122223333:role/breakwater/mallory'), 'DenyTouchingLoop'],
  ['iam:CreateRole', arn('iam::111122223333:role/stacksets-exec-mallory'), 'DenyTouchingLoop'],
  ['iam:UpdateAssumeRolePolicy', arn('iam::111122223333:role/breakwater/breakwater-fix-x'), 'DenyTouchingLoop'],
  ['iam:DeleteRolePolicy', arn('iam::111122223333:role/breakwater/breakwater-fix-x'), 'DenyTouchingLoop'],
  ['iam:PassRole', arn('iam::111122223333:role/breakwater/breakwater-forwarder-eu-west-1'), 'DenyTouchingLoop'],
  ['sts:AssumeRole', arn('iam::111122223333:role/breakwater/breakwater-fix-x'), 'DenyPosingAsPlatform'],
  ['sts:AssumeRole', arn('iam::111122223333:role/stacksets-exec-0'), 'DenyPosingAsPlatform'],
  ['sts:AssumeRole', arn('iam::111122223333:role/breakwater/breakwater-break-glass'), 'allowed'],
  ['iam:GetRole', arn('iam::111122223333:role/breakwater/breakwater-fix-x'), 'allowed'],
  ['iam:CreateRole', arn('iam::111122223333:role/orders-task'), 'allowed'],
  ['events:PutRule', arn('events:eu-west-1:111122223333:rule/orders'), 'allowed'],
  ['events:PutEvents', arn('events:eu-west-1:111122223333:event-bus/default'), 'allowed'],
  ['lambda:InvokeFunction', arn('lambda:eu-west-1:111122223333:function:breakwater-x'), 'allowed'],
  ['lambda:UpdateFunctionCode', arn('lambda:eu-west-1:111122223333:function:orders'), 'allowed'],
  ['sqs:PurgeQueue', arn('sqs:eu-west-1:111122223333:orders'), 'allowed'],
  ['cloudformation:DeleteStack', arn('cloudformation:eu-west-1:111122223333:stack/orders/1'), 'allowed'],
])('%s %s: %s', (action, onResource, by) => {
  expect(decided(guardrail, { action, resource: onResource })).toBe(by);
});

test.each([
  ['the platform', 'breakwater/breakwater-fix-x', 'allowed'],
  ['StackSets', 'stacksets-exec-0', 'allowed'],
  ["a team's deployment", 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1', 'DenyTouchingLoop'],
  ["the hub's deployment", hubDeployer, 'allowed'],
  ["the log archive's deployment", 'arn:aws:iam::000000000002:role/cdk-hnb659fds-cfn-exec-role-x', 'allowed'],
])('%s rewrites a rule: %s', (_, as, by) => {
  const onResource = arn('events:eu-west-1:111122223333:rule/breakwater-hub/x');
  expect(decided(guardrail, { action: 'events:PutRule', resource: onResource, as })).toBe(by);
});

test.each([
  [['breakwater.heartbeat'], 'DenyFakingHeartbeats'],
  [['orders', 'breakwater.heartbeat'], 'DenyFakingHeartbeats'],
  [['orders'], 'allowed'],
])('events of %j: %s', (sources, by) => {
  const request = { action: 'events:PutEvents', resource: arn('events:eu-west-1:111122223333:event-bus/default') };
  expect(decided(guardrail, { ...request, context: { 'events:source': sources } })).toBe(by);
});

test('its control is short for what it says', () => {
  expect(characters(guardrail)).toBeLessThan(2_900);
});
