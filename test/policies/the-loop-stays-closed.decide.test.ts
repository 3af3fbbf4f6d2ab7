import { type Change, decide, type State } from '../../policies/the-loop-stays-closed/decide';
import { hubTarget } from '../../policies/the-loop-stays-closed/rule';
import { facts } from '../remediation/a-loop';

const stackRule = 'StackSet-breakwater-baseline-0a1b-ForwardingPattern1';
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
