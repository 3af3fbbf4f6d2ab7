import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/log-groups-stay-kept';
import { fix } from '../../policies/log-groups-stay-kept/fix';
import { monitor } from '../../policies/log-groups-stay-kept/monitor';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const logs = { eventSource: 'logs.amazonaws.com', awsRegion: 'eu-west-1' };
const by = (role: string): JsonObject => ({
  type: 'AssumedRole',
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::111122223333:role/${role}` } },
});
const older = 'shop-LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aSe-1A2B3C';
const group = { logGroupName: '/shop/orders' };
const shortened = { eventName: 'PutRetentionPolicy', requestParameters: { ...group, retentionInDays: 29 } };

type Case = ApiCallParts & {
  readonly title: string;
  readonly kind: string;
  readonly about?: string;
  readonly account?: string;
};

test.each<Case>([
  ...[
    '/aws/lambda/orders',
    'API-Gateway-Execution-Logs_0a1b/prod',
    'RDSOSMetrics',
    'aws-cloudtrail-logs-0a1b',
    'aws-waf-logs-orders',
  ].map((logGroupName) => ({
    title: `${logGroupName} deleted by hand`,
    eventName: 'DeleteLogGroup',
    requestParameters: { logGroupName },
    kind: 'finding',
    about: `AWS::Logs::LogGroup ${logGroupName}`,
  })),
  {
    title: 'deleted by ARN',
    eventName: 'DeleteLogGroup',
    requestParameters: { logGroupIdentifier: 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/orders:*' },
    kind: 'finding',
    about: 'AWS::Logs::LogGroup /aws/orders',
  },
  { title: "a team's own, deleted", eventName: 'DeleteLogGroup', requestParameters: group, kind: 'ignored' },
  ...[facts.managementAccount, facts.securityAccount, facts.logArchiveAccount].map((account) => ({
    title: `the platform's own, deleted in ${account}`,
    eventName: 'DeleteLogGroup',
    requestParameters: group,
    account,
    kind: 'finding',
    about: 'AWS::Logs::LogGroup /shop/orders',
  })),
  { title: 'shortened by hand', ...shortened, kind: 'finding', about: 'AWS::Logs::LogGroup /shop/orders' },
  {
    title: 'kept for a month by hand',
    eventName: 'PutRetentionPolicy',
    requestParameters: { ...group, retentionInDays: 30 },
    kind: 'ignored',
  },
  {
    title: 'shortened by CloudFormation',
    ...shortened,
    userIdentity: { invokedBy: 'cloudformation.amazonaws.com' },
    kind: 'ignored',
  },
  {
    title: "shortened by CDK's deploy role",
    ...shortened,
    userIdentity: by('cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1'),
    kind: 'ignored',
  },
  { title: "shortened by CDK's function", ...shortened, userIdentity: by(older), kind: 'ignored' },
  {
    title: 'shortened by another role of CDK',
    ...shortened,
    userIdentity: by('cdk-hnb659fds-deploy-role-1'),
    kind: 'finding',
  },
  {
    title: 'denied',
    eventName: 'DeleteLogGroup',
    requestParameters: null,
    errorCode: 'AccessDenied',
    kind: 'attempted',
    about: 'AWS::::Account 111122223333',
  },
  {
    title: 'not there',
    eventName: 'DeleteLogGroup',
    requestParameters: { logGroupName: '/aws/lambda/orders' },
    errorCode: 'ResourceNotFoundException',
    kind: 'ignored',
  },
  { title: 'nothing named', eventName: 'DeleteLogGroup', requestParameters: {}, kind: 'ignored' },
  {
    title: 'a stream',
    eventName: 'DeleteLogStream',
    requestParameters: { ...group, logStreamName: 's' },
    kind: 'finding',
    about: 'AWS::logs::Part s',
  },
  {
    title: 'a filter',
    eventName: 'DeleteSubscriptionFilter',
    requestParameters: { ...group, filterName: 'to-siem' },
    kind: 'finding',
    about: 'AWS::logs::Part to-siem',
  },
  {
    title: 'a destination',
    eventName: 'DeleteDestination',
    requestParameters: { destinationName: 'siem' },
    kind: 'finding',
    about: 'AWS::logs::Part siem',
  },
  {
    title: 'a key',
    eventName: 'DisassociateKmsKey',
    requestParameters: group,
    kind: 'finding',
    about: 'AWS::logs::Part /shop/orders',
  },
])('$title', ({ title: _, kind, about, account = '111122223333', ...record }: Case) => {
  const finding = judged(monitor, { ...anApiCall({ ...logs, ...record }), account });
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored' && about)
    expect(finding.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([about]);
});

test.each([
  { title: 'a day', state: { kind: 'group', group: 'g', days: 1 }, kind: 'plan' },
  { title: 'a day less than a month', state: { kind: 'group', group: 'g', days: 29 }, kind: 'plan' },
  { title: 'a month', state: { kind: 'group', group: 'g', days: 30 }, kind: 'leave' },
  { title: 'for ever', state: { kind: 'group', group: 'g' }, kind: 'leave' },
  { title: 'lost', state: { kind: 'lost', what: 'g' }, kind: 'ask' },
])('$title → $kind', ({ state, kind }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual({ group: 'g', days: 3653 });
});

test.each([
  {
    title: 'the group itself, and none that begins alike',
    logGroups: [
      { logGroupName: 'g-old', retentionInDays: 1 },
      { logGroupName: 'g', retentionInDays: 5 },
    ],
    state: { kind: 'group', group: 'g', days: 5 },
  },
  { title: 'one that never forgets', logGroups: [{ logGroupName: 'g' }], state: { kind: 'group', group: 'g' } },
  { title: 'one that is gone', logGroups: [{ logGroupName: 'g-old' }], state: { kind: 'lost', what: 'g' } },
])('$title is read', async ({ logGroups, state }) => {
  const resource = { type: 'AWS::Logs::LogGroup', id: 'g', arn: 'arn', account: '111122223333', region: 'eu-west-1' };
  expect(
    await fix.read(
      resource,
      aSession(() => ({ logGroups })),
      async () => true,
    ),
  ).toEqual(state);
});

const resource = 'arn:aws:logs:eu-west-1:111122223333:log-group:/shop/orders';
const denied = [
  'DeleteLogGroup',
  'DeleteLogStream',
  'PutRetentionPolicy',
  'DeleteSubscriptionFilter',
  'DeleteResourcePolicy',
  'DeleteDestination',
  'DeleteDeliverySource',
  'DisassociateKmsKey',
  'DeleteAccountPolicy',
];

test.each([
  ...denied.flatMap((call) => [
    { action: `logs:${call}`, by: 'DenyLosingLogs' },
    { action: `logs:${call}`, as: 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1', by: 'allowed' },
  ]),
  { action: 'logs:PutRetentionPolicy', as: older, by: 'allowed' },
  { action: 'logs:PutRetentionPolicy', context: { 'aws:CalledVia': ['cloudformation.amazonaws.com'] }, by: 'allowed' },
  { action: 'logs:PutRetentionPolicy', context: { 'aws:CalledVia': ['athena.amazonaws.com'] }, by: 'DenyLosingLogs' },
  { action: 'logs:PutRetentionPolicy', as: 'cdk-hnb659fds-deploy-role-1', by: 'DenyLosingLogs' },
  ...[
    'CreateLogGroup',
    'CreateLogStream',
    'PutLogEvents',
    'FilterLogEvents',
    'PutSubscriptionFilter',
    'StartQuery',
  ].map((call) => ({ action: `logs:${call}`, by: 'allowed' })),
])('$action as $as $context: $by', ({ by, ...request }) => {
  expect(decided(guardrail, { resource, ...request } as never)).toBe(by);
});

test('its control is small', () => expect(characters(guardrail)).toBeLessThan(800));
