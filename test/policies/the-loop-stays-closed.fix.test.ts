import type { Resource } from '../../lib/model/finding';
import type { Change } from '../../policies/the-loop-stays-closed/decide';
import { fix } from '../../policies/the-loop-stays-closed/fix';
import { hubTarget } from '../../policies/the-loop-stays-closed/rule';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';

const isMember = async () => true;
const where = { account: '111122223333', region: 'eu-west-1' };
const target = hubTarget('StackSet-breakwater-baseline-0a1b-ForwardingPattern1', where, facts);
const reading = '{"detail":{"eventName":["GetCallerIdentity"]}}';
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
