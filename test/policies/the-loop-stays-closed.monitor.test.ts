import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/the-loop-stays-closed/monitor';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const place = 'eu-west-1:111122223333';
const stackRule = 'StackSet-breakwater-baseline-0a1b-ForwardingPattern1';
const stackRuleArn = `arn:aws:events:${place}:rule/${stackRule}`;
const mappingOf = (name: string) => ({ responseElements: { functionArn: `arn:aws:lambda:${place}:function:${name}` } });
const issuedBy = (arn: string) => ({ type: 'AssumedRole', sessionContext: { sessionIssuer: { arn } } });
const deployedIn = (account: string) => ({
  userIdentity: {
    ...issuedBy(`arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-x`),
    invokedBy: 'cloudformation.amazonaws.com',
  },
});
const refusal = (action: string, resource: string) => ({
  errorCode: 'AccessDenied',
  errorMessage: `User: arn:aws:sts::111122223333:assumed-role/breakwater-fan/jo is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a service control policy`,
});

/** The event of a call, as `service:name`. */
const eventOf = (call: string, requestParameters: JsonObject | null, more: JsonObject = {}): EventBridgeEvent => {
  const [service, eventName = ''] = call.split(':');
  const eventSource = `${service}.amazonaws.com`;
  return anApiCall({ eventName, eventSource, awsRegion: 'eu-west-1', requestParameters, ...more });
};

test.each<[string, string, JsonObject, Partial<Resource>, JsonObject?]>([
  [
    'a forwarding rule is disabled',
    'events:DisableRule',
    { name: stackRule },
    { type: 'AWS::Events::Rule', id: stackRule, arn: stackRuleArn },
  ],
  [
    'a rule of the hub loses targets',
    'events:RemoveTargets',
    { rule: 'breakwater-event-hub-Pattern1', eventBusName: 'breakwater-hub', ids: ['Queue'] },
    {
      id: 'breakwater-hub/breakwater-event-hub-Pattern1',
      arn: `arn:aws:events:${place}:rule/breakwater-hub/breakwater-event-hub-Pattern1`,
    },
  ],
  [
    'the bus is given by its ARN',
    'events:DisableRule',
    { name: 'x', eventBusName: 'arn:aws:events:eu-west-1:333344445555:event-bus/breakwater-hub' },
    { id: 'breakwater-hub/x' },
  ],
  [
    'anybody may send to the hub',
    'events:PutPermission',
    { eventBusName: 'breakwater-hub', principal: '*' },
    { id: 'breakwater-hub' },
  ],
  [
    'a queue is emptied',
    'sqs:PurgeQueue',
    { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/breakwater-regions-stay-governed' },
    { arn: `arn:aws:sqs:${place}:breakwater-regions-stay-governed` },
  ],
  [
    'the ledger is deleted',
    'dynamodb:DeleteTable',
    { tableName: 'breakwater-ledger' },
    { type: 'AWS::DynamoDB::Table', id: 'breakwater-ledger' },
  ],
  [
    'alerts go nowhere',
    'sns:Unsubscribe',
    { subscriptionArn: `arn:aws:sns:${place}:breakwater-alerts:0a1b` },
    { arn: `arn:aws:sns:${place}:breakwater-alerts:0a1b` },
  ],
  [
    'alarms are silenced',
    'monitoring:DisableAlarmActions',
    { alarmNames: ['orders', 'breakwater-event-hub-Late'] },
    { id: 'breakwater-event-hub-Late' },
  ],
  [
    'heartbeats end',
    'scheduler:DeleteSchedule',
    { name: 'breakwater-heartbeat', groupName: 'default' },
    { arn: `arn:aws:scheduler:${place}:schedule/default/breakwater-heartbeat` },
  ],
  [
    'a function comes to a standstill',
    'lambda:PutFunctionConcurrency20171031',
    { functionName: 'breakwater-root-stays-unused', reservedConcurrentExecutions: 0 },
    { type: 'AWS::Lambda::Function', id: 'breakwater-root-stays-unused' },
  ],
  [
    'a function stops reading its queue',
    'lambda:UpdateEventSourceMapping20150331',
    { uUID: '0a1b', enabled: false },
    { type: 'AWS::Lambda::EventSourceMapping', id: '0a1b' },
    mappingOf('breakwater-x'),
  ],
  [
    'a function no longer reads its queue',
    'lambda:DeleteEventSourceMapping20150331',
    { uUID: '0a1b' },
    { arn: `arn:aws:lambda:${place}:event-source-mapping:0a1b` },
    mappingOf('breakwater-x'),
  ],
  [
    'a role under our path',
    'iam:CreateRole',
    { roleName: 'mallory', path: '/breakwater/' },
    { type: 'AWS::IAM::Role', id: 'mallory' },
  ],
  [
    'a role named as StackSets name theirs',
    'iam:CreateRole',
    { roleName: 'stacksets-exec-mallory' },
    { id: 'stacksets-exec-mallory' },
  ],
  [
    'a fix may do more than it should',
    'iam:AttachRolePolicy',
    { roleName: 'breakwater-fix-x', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    { id: 'breakwater-fix-x' },
  ],
  [
    'a spoke is deleted',
    'cloudformation:DeleteStack',
    { stackName: `arn:aws:cloudformation:${place}:stack/StackSet-breakwater-baseline-0/1` },
    { arn: `arn:aws:cloudformation:${place}:stack/StackSet-breakwater-baseline-0/1` },
  ],
  [
    'the spokes of a stack set are deleted',
    'cloudformation:DeleteStackInstances',
    { stackSetName: 'breakwater-baseline' },
    { id: 'breakwater-baseline' },
  ],
  [
    'somebody deploys over a rule of ours',
    'events:PutRule',
    { name: 'breakwater-event-hub-Pattern1' },
    { id: 'breakwater-event-hub-Pattern1' },
    deployedIn('111122223333'),
  ],
])('%s', (_, call, parameters, resource, more = {}) => {
  const finding = judged(monitor, eventOf(call, parameters, more));
  const where = { account: '111122223333', region: 'eu-west-1' };
  expect(finding).toMatchObject({ kind: 'finding', because: expect.stringMatching(`^${call.split(':')[1]} of `) });
  expect(finding).toMatchObject({ resources: [expect.objectContaining({ ...resource, ...where })] });
});

test('disabling is denied', () => {
  const event = eventOf('events:DisableRule', null, refusal('events:DisableRule', stackRuleArn));
  expect(judged(monitor, event)).toMatchObject({
    kind: 'attempted',
    because: expect.stringMatching('^DisableRule of '),
    resources: [{ id: `rule/${stackRule}`, arn: stackRuleArn, account: '111122223333', region: 'eu-west-1' }],
  });
});

/** Title, call, parameters, what else the record says, and whether a pattern asks for it. */
test.each<[string, string, JsonObject | null, JsonObject, boolean]>([
  ['a rule of a team', 'events:DisableRule', { name: 'orders' }, {}, false],
  ['a rule that only sounds like ours', 'events:DisableRule', { name: 'my-breakwaters' }, {}, true],
  [
    'something else is denied to a role that sounds like ours',
    'events:DisableRule',
    null,
    refusal('events:DisableRule', `arn:aws:events:${place}:rule/orders`),
    true,
  ],
  [
    'a denial that tells no resource',
    'sqs:PurgeQueue',
    null,
    { errorCode: 'AccessDenied', errorMessage: 'Access to breakwater denied' },
    true,
  ],
  [
    'a call that fails by itself',
    'events:DeleteRule',
    { name: stackRule },
    { errorCode: 'ManagedRuleException' },
    true,
  ],
  [
    'a function is reserved some room',
    'lambda:PutFunctionConcurrency20171031',
    { functionName: 'breakwater-root-stays-unused', reservedConcurrentExecutions: 5 },
    {},
    true,
  ],
  [
    'a function reads its queue again',
    'lambda:UpdateEventSourceMapping20150331',
    { uUID: '0a1b', enabled: true },
    mappingOf('breakwater-x'),
    true,
  ],
  [
    "a team's function stops reading",
    'lambda:UpdateEventSourceMapping20150331',
    { uUID: '0a1b', enabled: false },
    mappingOf('orders'),
    false,
  ],
  [
    "a team's role",
    'iam:AttachRolePolicy',
    { roleName: 'orders-task', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    {},
    false,
  ],
  [
    'the hub is deployed',
    'events:PutRule',
    { name: 'breakwater-event-hub-Pattern1' },
    deployedIn(facts.securityAccount),
    true,
  ],
  [
    'StackSets take a spoke away from an account that leaves',
    'cloudformation:DeleteStack',
    { stackName: 'StackSet-breakwater-baseline-0' },
    {
      userIdentity: issuedBy(
        'arn:aws:iam::111122223333:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForX',
      ),
    },
    true,
  ],
  ['a rule is enabled', 'events:EnableRule', { name: stackRule }, {}, false],
])('%s: nothing is found', (_, call, parameters, more, isAskedFor) => {
  const event = eventOf(call, parameters, more);
  const asked = compilePatterns(monitor.patterns.map((pattern) => ({ key: true, pattern })));
  expect(asked(event).length > 0).toBe(isAskedFor);
  expect(judged(monitor, event).kind).toBe('ignored');
});

test.each([
  ['111122223333', 'eu-west-1', ['StackSet-breakwater-', 'breakwater-']],
  [facts.securityAccount, 'eu-west-1', ['StackSet-breakwater-', 'breakwater-', 'breakwater-hub/breakwater-']],
  [facts.securityAccount, 'us-east-1', ['StackSet-breakwater-', 'breakwater-']],
])('looks at every rule of %s in %s', async (account, region, expected) => {
  const session = aSession(({ input }) =>
    input.NextToken ? { Rules: [{ Name: input.NamePrefix }] } : { Rules: [], NextToken: '2' },
  );
  const seen = (await lookedAt(monitor, { ...session, account, region })).map(({ id }) => id);
  expect(seen).toEqual(expected);
});
