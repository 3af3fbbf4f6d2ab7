import type { JsonObject } from '../../lib/model/json';
import type { Receivers } from '../../lib/policy/receivers';
import { decide, type State } from '../../policies/functions-stay-private/decide';
import { facts } from '../remediation/a-loop';

const stranger = '999900001111';
const own = '111122223333';

const nobody: Receivers = { everybody: false, accounts: [], organizations: [] };
const inside = { Sid: 'inside', Effect: 'Allow', Principal: { AWS: own }, Action: 'lambda:InvokeFunction' };
const suspect = { Sid: 'suspect', Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction' };
const state = (receivers: Partial<Receivers>, more: Partial<State> = {}, statement: JsonObject = suspect): State => ({
  kind: 'function',
  name: 'orders',
  permissions: [
    { ...nobody, statement: inside },
    { ...nobody, ...receivers, statement },
  ],
  openUrl: false,
  ...more,
});

test.each([
  ['nobody', state({})],
  ['the organization', state({ organizations: [facts.organization] })],
  ['an account, but of the organization', state({ accounts: [stranger], organizations: [facts.organization] })],
])('leaves %s', (_, given) => {
  expect(decide(given, facts).kind).toBe('leave');
});

test.each<[string, State, object]>([
  ['everybody', state({ everybody: true }), { remove: [suspect], closeUrl: false }],
  ['a stranger', state({ accounts: [stranger] }), { remove: [suspect] }],
  ['two organizations', state({ organizations: [facts.organization, 'o-someoneelse'] }), { remove: [suspect] }],
  ['an address', state({}, { openUrl: true, qualifier: 'live' }), { remove: [], closeUrl: true, qualifier: 'live' }],
])('plans for %s', (_, given, change) => {
  expect(decide(given, facts)).toMatchObject({ kind: 'plan', change });
});

test.each<[string, State, string]>([
  ['everybody', state({ everybody: true }), 'orders may be used by everybody'],
  ['a stranger', state({ accounts: [stranger] }), `orders may be used by ${stranger}`],
  ['an organization', state({ organizations: ['o-other'], accounts: [stranger] }), 'orders may be used by o-other'],
  [
    'an address of an alias',
    state({}, { openUrl: true, qualifier: 'live' }),
    'orders:live may be used by everybody who knows its address',
  ],
])('says who may: %s', (_, given, because) => {
  expect(decide(given, facts)).toMatchObject({ because });
});

test.each([
  [
    'a service',
    { Principal: { Service: 's3.amazonaws.com' }, Condition: { StringEquals: { 'AWS:SourceAccount': own } } },
  ],
  ['a source', { Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:eu-west-1:1:t' } } }],
  ['an organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } } }],
  ['an event source', { Condition: { StringEquals: { 'lambda:EventSourceToken': 't' } } }],
  ['a kind of address', { Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } }],
  ['a way', { Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } }],
  ['an account', { Principal: { AWS: stranger } }],
])('a permission with %s is one call', (_, more) => {
  expect(decide(state({ everybody: true }, {}, { ...suspect, ...more } as JsonObject), facts).kind).toBe('plan');
});

test.each<[string, JsonObject]>([
  ['without an id', { Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction' }],
  ['of several actions', { ...suspect, Action: ['lambda:InvokeFunction', 'lambda:GetFunction'] }],
  ['for several principals', { ...suspect, Principal: { AWS: ['*', own] } }],
  ['for people and services', { ...suspect, Principal: { AWS: '*', Service: 's3.amazonaws.com' } }],
  ['for nobody by name', { ...suspect, Principal: {} }],
  ['for all but one', { ...suspect, NotPrincipal: { AWS: own } }],
  ['of all actions but one', { ...suspect, NotAction: 'lambda:InvokeFunction' }],
  ['with another condition', { ...suspect, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['with several values', { ...suspect, Condition: { StringEquals: { 'aws:SourceAccount': [own, stranger] } } }],
])('asks about a statement %s', (_, statement) => {
  expect(decide(state({ everybody: true }, {}, statement), facts)).toEqual({
    kind: 'ask',
    because: expect.stringMatching(/orders may be used by everybody, by a policy that was written whole/),
  });
});

test('a layer has no such statements', () => {
  const { Sid: _, ...rest } = suspect;
  const decision = decide(state({ everybody: true }, { kind: 'layer' }, rest), facts);
  expect(decision).toMatchObject({ kind: 'plan', change: { remove: [rest] } });
});
