import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/break-glass-stays-sealed';
import { anApiCall } from './an-api-call';
import { judged } from './judged';

const role = (account: string, name: string) => `arn:aws:iam::${account}:role/breakwater/${name}`;
const assuming = (roleArn: string, more: JsonObject = {}) =>
  anApiCall({
    eventName: 'AssumeRole',
    eventSource: 'sts.amazonaws.com',
    requestParameters: { roleArn, roleSessionName: 'ada' },
    ...more,
  });
const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:breakwater-break-glass';
const asking = (stateMachineArn: string) =>
  anApiCall({
    eventName: 'StartExecution',
    eventSource: 'states.amazonaws.com',
    requestParameters: { stateMachineArn },
  });

it.each([
  ['the role is used', assuming(role('111122223333', 'breakwater-break-glass')), 'breakwater-break-glass'],
  [
    'the operator gets ready',
    assuming(role('111122223333', 'breakwater-break-glass-operator')),
    'breakwater-break-glass-operator',
  ],
  ['somebody asks', asking(machine), 'breakwater-break-glass'],
])('%s: everybody hears', (_, event, id) => {
  expect(judged(guardrail.monitor, event)).toMatchObject({
    kind: 'finding',
    resources: [{ id, account: '111122223333' }],
  });
});

it('a session from another account is told where the role is, and once', () => {
  // CloudTrail writes the caller's account a copy.
  expect(judged(guardrail.monitor, assuming(role('444455556666', 'breakwater-break-glass')))).toEqual({
    kind: 'ignored',
    because: 'told where it happened, in 444455556666',
  });
});

it('who is refused is told of', () => {
  const refused = assuming('', {
    requestParameters: null,
    errorCode: 'AccessDenied',
    errorMessage: `User: arn:aws:sts::1:assumed-role/x/jo is not authorized to perform: sts:AssumeRole on resource: ${role('1', 'breakwater-break-glass')}`,
  });
  expect(judged(guardrail.monitor, refused)).toMatchObject({
    kind: 'attempted',
    resources: [{ type: 'AWS::::Account' }],
  });
});

it.each([
  ['another role', assuming(role('111122223333', 'breakwater-forwarder-eu-west-1'))],
  ['a role that sounds like it', assuming('arn:aws:iam::111122223333:role/breakwater-break-glass')],
  ['another state machine', asking(machine.replace('breakwater-break-glass', 'orders'))],
  [
    'another role, refused',
    assuming('', { requestParameters: null, errorCode: 'AccessDenied', errorMessage: 'not authorized' }),
  ],
  ['another call', anApiCall({ eventName: 'GetRole', requestParameters: { roleName: 'breakwater-break-glass' } })],
])('%s is nobody’s business', (_, event) => expect(judged(guardrail.monitor, event).kind).toBe('ignored'));
