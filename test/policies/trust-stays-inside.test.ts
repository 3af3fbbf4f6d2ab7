import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/trust-stays-inside';
import { check } from '../../policies/trust-stays-inside/check';
import { fix } from '../../policies/trust-stays-inside/fix';
import { monitor } from '../../policies/trust-stays-inside/monitor';
import { outsidersIn, without } from '../../policies/trust-stays-inside/trust';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const own = '111122223333';
const stranger = '999900001111';
const home = { account: own, organization: 'o-exampleorgid' };
const github = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const claim = (name: string, value: string | readonly string[]) => ({
  StringLike: { [`token.actions.githubusercontent.com:${name}`]: value },
});

const allow = (Principal: unknown, Condition?: unknown, more: object = {}) =>
  ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition ? { Condition } : {}), ...more }],
  }) as unknown as JsonObject;

/** `undefined`: nobody from elsewhere; otherwise the accounts, none for anybody. */
const trusts: readonly (readonly [string, unknown, readonly string[] | undefined])[] = [
  ['a service', allow({ Service: 'ec2.amazonaws.com' }), undefined],
  ['its own account', allow({ AWS: own }), undefined],
  ['its own root', allow({ AWS: `arn:aws:iam::${own}:root` }), undefined],
  ['what is left of a deleted role', allow({ AWS: 'AROAEXAMPLEEXAMPLE' }), undefined],
  ['another account by its number', allow({ AWS: stranger }), [stranger]],
  ['another account’s root', allow({ AWS: `arn:aws:iam::${stranger}:root` }), [stranger]],
  ['another account’s role', allow({ AWS: [own, `arn:aws:iam::${stranger}:role/x`] }), [stranger]],
  ['another account’s session', allow({ AWS: `arn:aws:sts::${stranger}:assumed-role/x/y` }), [stranger]],
  ['everybody', allow('*'), []],
  ['everybody, the other way to write it', allow({ AWS: '*' }), []],
  ['everybody but one', allow(undefined, undefined, { NotPrincipal: { AWS: own } }), []],
  ['nobody', { Statement: { Effect: 'Deny', Principal: '*' } }, undefined],
  ['a single statement that is no list', { Statement: { Effect: 'Allow', Principal: '*' } }, []],
  ['everybody with a ticket', allow('*', { StringEquals: { 'sts:ExternalId': 'x' } }), []],
  ['its organization', allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }), undefined],
  ['another organization', allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-someoneelse' } }), []],
  ['two organizations', allow('*', { StringEquals: { 'aws:PrincipalOrgID': ['o-exampleorgid', 'o-other'] } }), []],
  ['everybody but the organization', allow('*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }), []],
  ['who does not say', allow('*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }), []],
  [
    'a unit',
    allow('*', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/r-abcd/*' } }),
    undefined,
  ],
  ['another’s unit', allow('*', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-other/r-1/*' } }), []],
  ['no unit', allow('*', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*' } }), []],
  [
    'its own roles by condition',
    allow('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/x*` } }),
    undefined,
  ],
  [
    'a stranger’s by condition',
    allow('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${stranger}:*` } }),
    [stranger],
  ],
  ['any account’s by condition', allow('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } }), []],
  ['an account by condition', allow({ AWS: '*' }, { StringEquals: { 'aws:PrincipalAccount': stranger } }), [stranger]],
  [
    'its own account and a stranger’s by condition',
    allow('*', { StringEquals: { 'aws:PrincipalAccount': [own, stranger] } }),
    [own, stranger],
  ],
  [
    'an account or any by condition',
    allow('*', { ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${own}:role/x`, 'arn:aws:iam::*:role/x'] } }),
    [],
  ],
  [
    'one’s own repositories, or any',
    allow({ Federated: github }, claim('sub', ['repo:harbour-foods/*', 'repo:*'])),
    [],
  ],
  ['no kind of principal', allow({ Service: 'ec2.amazonaws.com', AWS: { 'Fn::GetAtt': 'x' } }), undefined],
  ['any repository', allow({ Federated: github }), []],
  ['any repository that asks AWS', allow({ Federated: github }, claim('aud', 'sts.amazonaws.com')), []],
  ['any repository, spelt out', allow({ Federated: github }, claim('sub', 'repo:*')), []],
  ['any subject', allow({ Federated: github }, claim('sub', '*')), []],
  ['one’s own repositories', allow({ Federated: github }, claim('sub', 'repo:harbour-foods/*')), undefined],
  [
    'one’s own repositories by owner',
    allow({ Federated: github }, claim('repository_owner', 'harbour-foods')),
    undefined,
  ],
  ['any identity pool', allow({ Federated: 'cognito-identity.amazonaws.com' }), []],
  [
    'one’s own identity pool',
    allow(
      { Federated: 'cognito-identity.amazonaws.com' },
      { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:1234' } },
    ),
    undefined,
  ],
  [
    'a cluster’s own issuer',
    allow({ Federated: `arn:aws:iam::${own}:oidc-provider/oidc.eks.example/id/1` }),
    undefined,
  ],
  ['a directory', allow({ Federated: `arn:aws:iam::${own}:saml-provider/Directory` }), undefined],
  ['something unreadable', 'trust me', undefined],
];

it.each(trusts)('a role that trusts %s', (_who, document, accounts) => {
  const outsiders = outsidersIn(document, home);
  expect(outsiders.map((outsider) => outsider.accounts)).toEqual(accounts ? [accounts] : []);
});

it('takes out the strangers and nothing else', () => {
  const document: JsonObject = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com', AWS: [own, stranger] } },
      { Effect: 'Allow', Action: 'sts:TagSession', Principal: { AWS: stranger } },
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' },
    ],
  };
  expect(without(document, outsidersIn(document, home))).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com', AWS: own } }],
  });
});

it('a stranger stays where a condition ties the statement, and in other kinds of principal', () => {
  const tied = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };
  const document: JsonObject & { readonly Statement: readonly JsonObject[] } = {
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: stranger }, Condition: tied },
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: [stranger, own, '000000000003'], Service: stranger },
      },
    ],
  };
  const outsiders = outsidersIn(document, home).filter(({ principal }) => principal === stranger);
  expect(without(document, outsiders)).toEqual({
    Statement: [
      document.Statement[0],
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: [own, '000000000003'], Service: stranger },
      },
    ],
  });
});

it('a role that trusted only strangers trusts nobody, since IAM wants a statement', () => {
  const document = allow({ AWS: stranger });
  expect(without(document, outsidersIn(document, home)).Statement).toEqual([
    { Sid: 'NobodyIsTrusted', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
  ]);
});

const trust = (principal: unknown) => JSON.stringify(allow(principal));
it.each([
  ['CreateRole', { roleName: 'x', assumeRolePolicyDocument: trust({ AWS: stranger }) }, {}, 'finding', /x trusts 9999/],
  ['UpdateAssumeRolePolicy', { roleName: 'x', policyDocument: trust('*') }, {}, 'finding', /x trusts \*/],
  [
    'UpdateAssumeRolePolicy',
    { roleName: 'x', policyDocument: encodeURIComponent(trust('*')) },
    {},
    'finding',
    /x trusts \*/,
  ],
  ['CreateRole', { roleName: 'x', assumeRolePolicyDocument: trust({ AWS: own }) }, {}, 'ignored', /nobody from else/],
  ['CreateRole', { roleName: 'x', assumeRolePolicyDocument: '{nonsense' }, {}, 'ignored', /nobody from elsewhere/],
  [
    'CreateRole',
    { roleName: 'x', assumeRolePolicyDocument: trust({ AWS: facts.managementAccount }) },
    {},
    'ignored',
    /nobody from elsewhere/,
  ],
  [
    'CreateRole',
    { roleName: 'x', assumeRolePolicyDocument: trust('*') },
    { errorCode: 'EntityAlreadyExistsException' },
    'ignored',
    /failed/,
  ],
  ['UpdateAssumeRolePolicy', null, { errorCode: 'AccessDenied' }, 'attempted', /tried to change/],
  ['CreateRole', null, { errorCode: 'AccessDenied' }, 'ignored', /denied/],
  ['CreateRole', null, {}, 'ignored', /names no role/],
] as const)('%s %j %j is %s', (eventName, requestParameters, more, kind, because) => {
  const event = anApiCall({ eventName, requestParameters, ...more });
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
});

it.each([
  [facts.securityAccount, 'ignored'],
  [facts.logArchiveAccount, 'ignored'],
  [[facts.managementAccount, stranger], 'finding'],
])('accounts known to be ours are no news: %j is %s', (accounts, kind) => {
  const document = allow('*', { StringEquals: { 'aws:PrincipalAccount': accounts } });
  const requestParameters = { roleName: 'x', policyDocument: JSON.stringify(document) };
  const finding = judged(monitor, anApiCall({ eventName: 'UpdateAssumeRolePolicy', requestParameters }));
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'finding') {
    expect(finding.resources).toMatchObject([{ type: 'AWS::IAM::Role', id: 'x', arn: `arn:aws:iam::${own}:role/x` }]);
  }
});

it('an attempt is the account’s', () => {
  const event = anApiCall({ eventName: 'UpdateAssumeRolePolicy', errorCode: 'AccessDenied' });
  expect(judged(monitor, event)).toMatchObject({ kind: 'attempted', resources: [{ type: 'AWS::::Account' }] });
});

it('the role’s own ARN has its path', () => {
  const event = anApiCall({
    eventName: 'CreateRole',
    requestParameters: { roleName: 'x', assumeRolePolicyDocument: trust('*') },
    responseElements: { role: { arn: `arn:aws:iam::${own}:role/team/x` } },
  });
  expect(judged(monitor, event)).toMatchObject({
    resources: [{ id: 'x', arn: `arn:aws:iam::${own}:role/team/x` }],
  });
});

const role: Resource = {
  type: 'AWS::IAM::Role',
  id: 'x',
  arn: `arn:aws:iam::${own}:role/x`,
  account: own,
  region: 'us-east-1',
};
const answering = (document: object) =>
  aSession(({ name }) =>
    name === 'GetRole' ? { Role: { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(document)) } } : {},
  );

it.each([
  ['an account of the organization', true, 'leave'],
  ['a stranger', false, 'plan'],
])('%s is asked about, and the answer decides', async (_who, isOurs, kind) => {
  const asked: string[] = [];
  const isMember = async (account: string) => Boolean(asked.push(account)) && isOurs;
  const state = await fix.read(role, answering(allow({ AWS: [own, stranger] })), isMember);
  expect(asked).toEqual([stranger]);
  expect(fix.decide(state as never, facts).kind).toBe(kind);
});

it('one member among strangers makes nobody a member', () => {
  const trust = allow('*', { StringEquals: { 'aws:PrincipalAccount': [own, '000000000003', stranger] } });
  const state = { role: 'x', account: own, trust, members: ['000000000003'] };
  expect(fix.decide(state as never, facts).kind).toBe('plan');
  expect(fix.decide({ ...state, members: ['000000000003', stranger] } as never, facts).kind).toBe('leave');
});

it('everybody is nobody’s member', () => {
  const state = { role: 'x', account: own, trust: allow('*'), members: [own] };
  expect(fix.decide(state as never, facts)).toMatchObject({ kind: 'plan', because: 'x trusts *' });
});

it('puts the policy there, and back again', async () => {
  const session = answering({});
  const change = { role: 'x', trust: allow({ AWS: own }) };
  await fix.apply(change as never, session);
  await fix.undo({ role: 'x', trust: allow('*'), account: own, members: [] } as never, change as never, session);
  expect(session.sent.map(({ name, input }) => [name, input.RoleName, input.PolicyDocument])).toEqual([
    ['UpdateAssumeRolePolicy', 'x', trust({ AWS: own })],
    ['UpdateAssumeRolePolicy', 'x', trust('*')],
  ]);
});

it('a role that is gone is gone; what else fails is said', async () => {
  const failing = (name: string) =>
    fix.read(
      role,
      aSession(() => awsError(name)),
      async () => true,
    );
  expect(await failing('NoSuchEntityException')).toBeUndefined();
  await expect(failing('AccessDenied')).rejects.toThrow('AccessDenied');
});

it('tags are the role’s', async () => {
  const session = aSession(() => ({ Tags: [{ Key: 'vendor', Value: 'yes' }] }));
  expect(await fix.tags?.(role, session)).toEqual({ vendor: 'yes' });
});

it('the hourly look skips what AWS made, and other regions', async () => {
  const trusting = (RoleName: string, Path: string, principal: unknown) => ({
    RoleName,
    Path,
    Arn: `arn:aws:iam::${own}:role${Path}${RoleName}`,
    AssumeRolePolicyDocument: encodeURIComponent(trust(principal)),
  });
  const session = aSession(() => ({
    Roles: [
      trusting('open', '/team/', '*'),
      trusting('closed', '/', { AWS: own }),
      trusting('linked', '/aws-service-role/x.amazonaws.com/', '*'),
      trusting('reserved', '/aws-reserved/sso.amazonaws.com/', '*'),
    ],
  }));
  const found = async (region: string) => (await lookedAt(monitor, { ...session, region })).map(({ arn }) => arn);
  expect(await found(facts.homeRegion)).toEqual([`arn:aws:iam::${own}:role/team/open`]);
  expect(await found('us-east-1')).toEqual([]);
});

const ours = `arn:aws:iam::${own}:role/orders`;
it.each([
  ['a stranger’s role', `arn:aws:iam::${stranger}:role/attacker`, {}, 'DenyStrangersRoles'],
  ['a stranger who took the platform’s name', `arn:aws:iam::${stranger}:role/breakwater/x`, {}, 'DenyStrangersRoles'],
  ['a role of the account', 'WorkloadDeveloper', {}, 'allowed'],
  ['a role of a sibling', 'arn:aws:iam::000000000003:role/deploy', {}, 'allowed'],
  ['a service', 'lambda.amazonaws.com', { 'aws:PrincipalIsAWSService': 'true' }, 'allowed'],
  [
    'a service a sibling sent',
    'lambda.amazonaws.com',
    { 'aws:PrincipalIsAWSService': 'true', 'aws:SourceAccount': own, 'aws:SourceOrgID': 'o-exampleorgid' },
    'allowed',
  ],
  [
    'a service a stranger sent',
    'lambda.amazonaws.com',
    { 'aws:PrincipalIsAWSService': 'true', 'aws:SourceAccount': stranger, 'aws:SourceOrgID': 'o-someoneelse' },
    'DenyStrangersDeputies',
  ],
])('%s takes a role: %j', (_who, as, context, expected) => {
  expect(decided(guardrail, { action: 'sts:AssumeRole', resource: ours, as, context })).toBe(expected);
});

it('who signs in at an identity provider has no organization, and may', () => {
  const request = { action: 'sts:AssumeRoleWithSAML', resource: ours, as: `arn:aws:iam::${stranger}:role/x` };
  expect(decided(guardrail, request)).toBe('allowed');
});

it('denies nobody before the organization’s id is known, and stays compact', () => {
  const { id: _, ...unknown } = anOrganization();
  expect(guardrail.control?.(unknown)).toEqual([]);
  expect(characters(guardrail)).toBeLessThan(1_100);
});

it('templates with roles for anybody are refused', () => {
  const roleFor = (principal: unknown, condition?: unknown) => ({
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: allow(principal, condition) },
  });
  const Resources = {
    Open: roleFor('*'),
    Vendor: roleFor({ AWS: stranger }),
    Later: roleFor({ AWS: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
    Inside: roleFor('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-anyexample' } }),
    Odd: roleFor('*', { StringEquals: { 'aws:PrincipalOrgID': '*' } }),
  };
  expect(check({ Resources } as never, facts).map(({ logicalId }) => logicalId)).toEqual(['Open', 'Odd']);
});
