import type { JsonObject } from '../../lib/model/json';
import type { Receivers } from '../../lib/policy/receivers';
import { guardrail } from '../../policies/functions-stay-private';
import { check } from '../../policies/functions-stay-private/check';
import { decide, type State } from '../../policies/functions-stay-private/decide';
import { fix } from '../../policies/functions-stay-private/fix';
import { monitor } from '../../policies/functions-stay-private/monitor';
import { layerPermission, permission } from '../../policies/functions-stay-private/permission';
import { functionResource, layerResource, subjectOf } from '../../policies/functions-stay-private/subject';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const stranger = '999900001111';
const own = '111122223333';
const place = { account: own, region: 'eu-west-1' };
const functionArn = `arn:aws:lambda:eu-west-1:${own}:function:orders`;

describe('finding', () => {
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
});

test.each([
  ['orders', undefined, { name: 'orders' }],
  ['orders:live', undefined, { name: 'orders', qualifier: 'live' }],
  ['orders', '3', { name: 'orders', qualifier: '3' }],
  [`${own}:function:orders`, undefined, { name: 'orders' }],
  [`${functionArn}:live`, undefined, { name: 'orders', qualifier: 'live' }],
])('a function named %s %s', (given, qualifier, expected) => {
  expect(subjectOf(functionResource(given, qualifier, 'aws', place))).toEqual(expected);
});

test('what it is called is what CloudFormation calls it', () => {
  expect(functionResource('orders', undefined, 'aws', place).type).toBe('AWS::Lambda::Function');
  expect(layerResource('tools', '3', 'aws', place)).toMatchObject({
    type: 'AWS::Lambda::LayerVersion',
    arn: `arn:aws:lambda:eu-west-1:${own}:layer:tools:3`,
  });
});

test('a layer named by its ARN', () => {
  const layer = layerResource(`arn:aws:lambda:eu-west-1:${own}:layer:tools`, '3', 'aws', place);
  expect(subjectOf(layer)).toEqual({ name: 'tools', qualifier: '3' });
});

describe('decide', () => {
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
});

describe('fix', () => {
  const isMember = async (account: string) => account === '222222222222';
  const everybody = { Sid: 'open', Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction' };
  const partner = { ...everybody, Sid: 'partner', Principal: { AWS: `arn:aws:iam::${stranger}:root` } };
  const sister = { ...everybody, Sid: 'sister', Principal: { AWS: 'arn:aws:iam::222222222222:root' } };
  const Policy = JSON.stringify({ Statement: [everybody, sister, partner] });

  test('statements of strangers go, the address asks who calls, and undo gives exactly that back', async () => {
    const session = aSession(
      ({ name }) => ({ GetPolicy: { Policy }, GetFunctionUrlConfig: { AuthType: 'NONE' } })[name] ?? {},
    );
    const state = await fix.read(functionResource('orders', 'live', 'aws', place), session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    const live = { FunctionName: 'orders', Qualifier: 'live' };
    expect(session.sent.map(({ name, input }) => [name, input])).toMatchObject([
      ['GetPolicy', live],
      ['GetFunctionUrlConfig', live],
      ['RemovePermission', { ...live, StatementId: 'open' }],
      ['RemovePermission', { ...live, StatementId: 'partner' }],
      ['UpdateFunctionUrlConfig', { ...live, AuthType: 'AWS_IAM' }],
      ['AddPermission', { ...live, StatementId: 'open', Principal: '*', Action: 'lambda:InvokeFunction' }],
      ['AddPermission', { ...live, StatementId: 'partner', Principal: `arn:aws:iam::${stranger}:root` }],
      ['UpdateFunctionUrlConfig', { ...live, AuthType: 'NONE' }],
    ]);
  });

  test('a layer', async () => {
    const session = aSession(({ name }) => (name === 'GetLayerVersionPolicy' ? { Policy } : {}));
    const state = await fix.read(layerResource('tools', '3', 'aws', place), session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    expect(session.sent.map(({ name }) => name)).toEqual([
      'GetLayerVersionPolicy',
      'RemoveLayerVersionPermission',
      'RemoveLayerVersionPermission',
      'AddLayerVersionPermission',
      'AddLayerVersionPermission',
    ]);
    expect(session.sent.at(1)?.input).toEqual({ LayerName: 'tools', VersionNumber: 3, StatementId: 'open' });
  });

  test('gone, or without a policy: nothing to do', async () => {
    const session = aSession(() => awsError('ResourceNotFoundException'));
    const state = await fix.read(functionResource('orders', undefined, 'aws', place), session, isMember);
    expect(fix.decide(state as never, facts).kind).toBe('leave');
    const change = { kind: 'function', name: 'orders', remove: [everybody], closeUrl: true };
    await expect(fix.apply(change as never, session)).resolves.toBeUndefined();
  });

  test('another error is one', async () => {
    const session = aSession(() => awsError('AccessDeniedException'));
    await expect(fix.read(functionResource('orders', undefined, 'aws', place), session, isMember)).rejects.toThrow();
  });

  test('tags are those of the function', async () => {
    const session = aSession(() => ({ Tags: { team: 'orders' } }));
    expect(await fix.tags?.(functionResource('orders', 'live', 'aws', place), session)).toEqual({ team: 'orders' });
    expect(session.sent[0]?.input).toEqual({ Resource: functionArn });
  });
});

test('a statement becomes the call that made it', () => {
  const statement = {
    Sid: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: { Service: 's3.amazonaws.com' },
    Condition: {
      StringEquals: {
        'AWS:SourceAccount': own,
        'lambda:FunctionUrlAuthType': 'NONE',
        'aws:PrincipalOrgID': 'o-x',
        'lambda:EventSourceToken': 't',
      },
      ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::orders' },
      Bool: { 'lambda:InvokedViaFunctionUrl': 'true' },
    },
  };
  expect(permission(statement)).toEqual({
    StatementId: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: 's3.amazonaws.com',
    SourceArn: 'arn:aws:s3:::orders',
    SourceAccount: own,
    PrincipalOrgID: 'o-x',
    EventSourceToken: 't',
    FunctionUrlAuthType: 'NONE',
    InvokedViaFunctionUrl: true,
  });
  expect(layerPermission({ ...statement, Principal: '*' })).toEqual({
    StatementId: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    OrganizationId: 'o-x',
  });
});

describe('control', () => {
  test.each<[string, Readonly<Record<string, string | readonly string[]>>, string]>([
    ['lambda:AddPermission', { 'lambda:Principal': '*' }, 'DenyPublicFunctions'],
    ['lambda:PutResourcePolicy', { 'lambda:Principal': [own, '*'] }, 'DenyPublicFunctions'],
    ['lambda:PutResourcePolicy', { 'lambda:Principal': [own] }, 'allowed'],
    [
      'lambda:AddPermission',
      { 'lambda:Principal': own, 'lambda:FunctionUrlAuthType': 'NONE' },
      'DenyPublicFunctionUrls',
    ],
    ['lambda:CreateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'NONE' }, 'DenyPublicFunctionUrls'],
    ['lambda:UpdateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'NONE' }, 'DenyPublicFunctionUrls'],
    ['lambda:CreateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'AWS_IAM' }, 'allowed'],
    ['lambda:AddPermission', { 'lambda:Principal': 's3.amazonaws.com' }, 'allowed'],
    ['lambda:AddPermission', { 'lambda:Principal': own }, 'allowed'],
    ['lambda:RemovePermission', {}, 'allowed'],
    ['lambda:UpdateFunctionCode', {}, 'allowed'],
    ['lambda:CreateFunction', {}, 'allowed'],
  ])('%s with %j: %s', (action, context, expected) => {
    expect(decided(guardrail, { action, resource: functionArn, context })).toBe(expected);
  });

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(700);
  });
});

describe('check', () => {
  const one = (Type: string, Properties: JsonObject) => check({ Resources: { It: { Type, Properties } } }, facts);

  test.each<[string, JsonObject, string]>([
    ['AWS::Lambda::Permission', { Principal: '*' }, 'Properties.Principal'],
    ['AWS::Lambda::Url', { AuthType: 'NONE' }, 'Properties.AuthType'],
    ['AWS::Lambda::LayerVersionPermission', { Principal: '*' }, 'Properties.Principal'],
  ])('%s %j is refused', (type, properties, path) => {
    expect(one(type, properties)).toMatchObject([{ logicalId: 'It', path }]);
  });

  test.each<[string, JsonObject]>([
    ['AWS::Lambda::Permission', { Principal: 's3.amazonaws.com' }],
    ['AWS::Lambda::Permission', { Principal: '*', SourceArn: { Ref: 'Bucket' } }],
    ['AWS::Lambda::Permission', { Principal: '*', SourceAccount: own }],
    ['AWS::Lambda::Permission', { Principal: '*', PrincipalOrgID: 'o-x' }],
    ['AWS::Lambda::Url', { AuthType: 'AWS_IAM' }],
    ['AWS::Lambda::LayerVersionPermission', { Principal: '*', OrganizationId: 'o-x' }],
    ['AWS::Lambda::LayerVersionPermission', { Principal: own }],
  ])('%s %j is fine', (type, properties) => {
    expect(one(type, properties)).toEqual([]);
  });
});
