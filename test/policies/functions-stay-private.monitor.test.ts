import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/functions-stay-private/monitor';
import { facts } from '../remediation/a-loop';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { judged } from './judged';

const stranger = '999900001111';
const own = '111122223333';
const functionArn = `arn:aws:lambda:eu-west-1:${own}:function:orders`;

const lambda = (eventName: string, requestParameters: JsonObject | null, more: JsonObject = {}): ApiCallParts => ({
  eventSource: 'lambda.amazonaws.com',
  eventName,
  requestParameters,
  ...more,
});
const added = (parameters: JsonObject, more: JsonObject = {}) =>
  lambda('AddPermission20150331v2', { functionName: 'orders', action: 'lambda:InvokeFunction', ...parameters }, more);
const whole = (name: string, statements: readonly JsonObject[]) => {
  const Statement = statements.map((one) => ({ Effect: 'Allow', Action: 'lambda:InvokeFunction', ...one }));
  return lambda(name, { resourceArn: `${functionArn}:live`, policy: JSON.stringify({ Statement }) });
};
const shared = (parameters: JsonObject) =>
  lambda('AddLayerVersionPermission20181031', { layerName: 'tools', versionNumber: 3, ...parameters });

test.each<[string, ApiCallParts, string, string | RegExp]>([
  ['everybody', added({ principal: '*' }), functionArn, /by everybody/],
  [
    'everybody, by the older name',
    lambda('AddPermission20150331', { functionName: 'orders', principal: '*' }),
    functionArn,
    /everybody/,
  ],
  ['everybody, through an alias', added({ principal: '*', qualifier: 'live' }), `${functionArn}:live`, /orders:live/],
  ['whom a cut record does not name', added({}), functionArn, /says no more/],
  ['an account', added({ principal: stranger }), functionArn, /account 999900001111/],
  ['a role of an account', added({ principal: `arn:aws:iam::${stranger}:role/x` }), functionArn, /account 9999/],
  ['a source in another account', added({ principal: '*', sourceAccount: stranger }), functionArn, /account 9999/],
  [
    'an ARN in another account',
    added({ principal: '*', sourceArn: `arn:aws:sns:eu-west-1:${stranger}:t` }),
    functionArn,
    /account 9999/,
  ],
  ['any source of a kind', added({ principal: '*', sourceArn: 'arn:aws:sns:*:*:*' }), functionArn, /by everybody/],
  ['another organization', added({ principal: '*', principalOrgID: 'o-someoneelse' }), functionArn, /o-someoneelse/],
  ['a function by its ARN', added({ functionName: functionArn, principal: '*' }), functionArn, /orders/],
  [
    'an address',
    lambda('CreateFunctionUrlConfig', { functionName: 'orders', authType: 'NONE' }),
    functionArn,
    /address/,
  ],
  [
    'an address changed',
    lambda('UpdateFunctionUrlConfig', { functionName: 'orders', qualifier: 'live', authType: 'NONE' }),
    `${functionArn}:live`,
    /address/,
  ],
  [
    'an address that stays open',
    lambda('UpdateFunctionUrlConfig', { functionName: 'orders' }, { responseElements: { authType: 'NONE' } }),
    functionArn,
    /address/,
  ],
  ...['PutResourcePolicy', 'PutResourcePolicy20260709'].map((name): [string, ApiCallParts, string, RegExp] => [
    `a whole policy for everybody, a stranger and another organization: ${name}`,
    whole(name, [
      { Principal: '*' },
      { Principal: { AWS: [own, stranger] } },
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } } },
    ]),
    `${functionArn}:live`,
    /everybody, account 999900001111, organization o-other/,
  ]),
  ['a layer for everybody', shared({ principal: '*' }), `arn:aws:lambda:eu-west-1:${own}:layer:tools:3`, /everybody/],
  [
    'a layer for another organization',
    shared({ principal: '*', organizationId: 'o-someoneelse' }),
    `arn:aws:lambda:eu-west-1:${own}:layer:tools:3`,
    /o-some/,
  ],
])('%s', (_, parts, arn, because) => {
  expect(judged(monitor, anApiCall({ awsRegion: 'eu-west-1', ...parts }))).toMatchObject({
    kind: 'finding',
    resources: [{ arn }],
    because: expect.stringMatching(because),
  });
});

test.each<[string, ApiCallParts, 'attempted' | 'ignored']>([
  ['a denied try', lambda('AddPermission20150331v2', null, { errorCode: 'AccessDenied' }), 'attempted'],
  ['a number that only ends as an account', added({ principal: `1${stranger}` }), 'ignored'],
  ['a whole policy without statements', whole('PutResourcePolicy', []), 'ignored'],
  ['a call that failed', added({ principal: '*' }, { errorCode: 'ResourceConflictException' }), 'ignored'],
  ['a service', added({ principal: 's3.amazonaws.com' }), 'ignored'],
  [
    'a service with its source',
    added({ principal: 'sns.amazonaws.com', sourceArn: `arn:aws:sns:eu-west-1:${stranger}:t` }),
    'ignored',
  ],
  ['the account itself', added({ principal: own }), 'ignored'],
  ['a source in the account', added({ principal: '*', sourceAccount: own }), 'ignored'],
  ['a bucket, whose ARN names no account', added({ principal: '*', sourceArn: 'arn:aws:s3:::orders' }), 'ignored'],
  ['the organization', added({ principal: '*', principalOrgID: facts.organization }), 'ignored'],
  [
    'a whole policy for services, the account and the organization',
    whole('PutResourcePolicy', [
      { Principal: { Service: 's3.amazonaws.com' } },
      { Principal: { AWS: own } },
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': facts.organization } } },
    ]),
    'ignored',
  ],
  ['a layer for the organization', shared({ principal: '*', organizationId: facts.organization }), 'ignored'],
  [
    'an address that asks who calls',
    lambda('CreateFunctionUrlConfig', { functionName: 'orders', authType: 'AWS_IAM' }),
    'ignored',
  ],
  ['nothing that is named', lambda('AddPermission20150331v2', {}), 'ignored'],
])('%s', (_, parts, kind) => {
  expect(judged(monitor, anApiCall({ awsRegion: 'eu-west-1', ...parts })).kind).toBe(kind);
});
