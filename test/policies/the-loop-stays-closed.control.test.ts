import { guardrail } from '../../policies/the-loop-stays-closed';
import { characters, decided } from './decided';

const stackRule = 'StackSet-breakwater-baseline-0a1b-ForwardingPattern1';
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
