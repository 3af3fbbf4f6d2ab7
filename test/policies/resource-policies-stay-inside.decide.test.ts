import type { JsonObject } from '../../lib/model/json';
import { decide, type State } from '../../policies/resource-policies-stay-inside/decide';
import type { Holder } from '../../policies/resource-policies-stay-inside/holders';
import { narrowed } from '../../policies/resource-policies-stay-inside/narrow';
import { facts } from '../remediation/a-loop';
import { allow, document, inOrganization, own, sister, stranger } from './a-resource-policy';

const ours = facts.organization;

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
