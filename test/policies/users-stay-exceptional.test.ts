import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/users-stay-exceptional';
import { check } from '../../policies/users-stay-exceptional/check';
import { fix } from '../../policies/users-stay-exceptional/fix';
import { monitor } from '../../policies/users-stay-exceptional/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const jo = { userName: 'jo' };
const ownCall = { userIdentity: { type: 'IAMUser', userName: 'jo' } };
const rootCall = { userIdentity: { type: 'Root' } };
const user = (arn: string, type: string, id: string) => ({ type: `AWS::IAM::${type}`, id, arn });
const ofJo = (type: string, id: string) => user('arn:aws:iam::111122223333:user/jo', type, id);

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly more?: JsonObject;
  readonly expected: object | RegExp;
}

const account = { type: 'AWS::::Account', id: '111122223333' };
const findings: readonly Case[] = [
  { title: 'a user', eventName: 'CreateUser', request: jo, expected: ofJo('User', 'jo') },
  {
    title: 'a key',
    eventName: 'CreateAccessKey',
    request: jo,
    response: { accessKey: { accessKeyId: 'AKIAONE', userName: 'jo', status: 'Active' } },
    expected: ofJo('AccessKey', 'AKIAONE'),
  },
  {
    title: 'a key of one’s own, whose user only the response names',
    eventName: 'CreateAccessKey',
    response: { accessKey: { accessKeyId: 'AKIAONE', userName: 'jo' } },
    expected: ofJo('AccessKey', 'AKIAONE'),
  },
  {
    title: 'a key switched on',
    eventName: 'UpdateAccessKey',
    request: { ...jo, accessKeyId: 'AKIAONE', status: 'Active' },
    expected: ofJo('AccessKey', 'AKIAONE'),
  },
  {
    title: 'a key of one’s own switched on',
    eventName: 'UpdateAccessKey',
    request: { accessKeyId: 'AKIAONE', status: 'Active' },
    more: ownCall,
    expected: ofJo('AccessKey', 'AKIAONE'),
  },
  { title: 'a password', eventName: 'CreateLoginProfile', request: jo, expected: ofJo('User', 'jo') },
  { title: 'somebody else’s password', eventName: 'UpdateLoginProfile', request: jo, expected: ofJo('User', 'jo') },
  {
    title: 'a password changed by a session that calls itself like its user',
    eventName: 'UpdateLoginProfile',
    request: jo,
    more: { userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Role/jo' } },
    expected: ofJo('User', 'jo'),
  },
  {
    title: 'a Bedrock key',
    eventName: 'CreateServiceSpecificCredential',
    request: { ...jo, serviceName: 'bedrock.amazonaws.com' },
    response: { serviceSpecificCredential: { serviceSpecificCredentialId: 'ACCAONE', userName: 'jo' } },
    expected: ofJo('ServiceSpecificCredential', 'ACCAONE'),
  },
  {
    title: 'a service-specific credential reset',
    eventName: 'ResetServiceSpecificCredential',
    request: { ...jo, serviceSpecificCredentialId: 'ACCAONE' },
    expected: ofJo('ServiceSpecificCredential', 'ACCAONE'),
  },
  {
    title: 'an SSH key',
    eventName: 'UploadSSHPublicKey',
    request: jo,
    response: { sSHPublicKey: { sSHPublicKeyId: 'APKAONE', userName: 'jo' } },
    expected: ofJo('SSHPublicKey', 'APKAONE'),
  },
  {
    title: 'a certificate',
    eventName: 'UploadSigningCertificate',
    request: jo,
    response: { certificate: { certificateId: 'CERT', userName: 'jo' } },
    expected: ofJo('SigningCertificate', 'CERT'),
  },
  {
    title: 'a key of the root user',
    eventName: 'CreateAccessKey',
    response: { accessKey: { accessKeyId: 'AKIAROOT' } },
    more: rootCall,
    expected: account,
  },
  {
    title: 'a user made by a stack is harmless',
    eventName: 'CreateUser',
    request: jo,
    more: { userIdentity: { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' } },
    expected: /harmless without credentials/,
  },
  {
    title: 'a key made by a stack is a key',
    eventName: 'CreateAccessKey',
    request: jo,
    response: { accessKey: { accessKeyId: 'AKIAONE' } },
    more: { userIdentity: { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' } },
    expected: ofJo('AccessKey', 'AKIAONE'),
  },
  {
    title: 'a password of one’s own',
    eventName: 'UpdateLoginProfile',
    request: jo,
    more: ownCall,
    expected: /their own password/,
  },
  {
    title: 'a key switched off',
    eventName: 'UpdateAccessKey',
    request: { ...jo, accessKeyId: 'AKIAONE', status: 'Inactive' },
    expected: /switches nothing on/,
  },
  {
    title: 'a user who was there before',
    eventName: 'CreateUser',
    request: jo,
    more: { errorCode: 'EntityAlreadyExistsException' },
    expected: /failed: EntityAlreadyExists/,
  },
  { title: 'a key deleted', eventName: 'DeleteAccessKey', request: jo, expected: /makes no credentials/ },
];

it.each(findings)('$title', ({ eventName, request = null, response = null, more, expected }) => {
  const event = anApiCall({ eventName, requestParameters: request, responseElements: response, ...more });
  const finding = judged(monitor, event);
  if (expected instanceof RegExp)
    expect(finding).toEqual({ kind: 'ignored', because: expect.stringMatching(expected) });
  else {
    expect(finding).toMatchObject({ kind: 'finding', resources: [{ ...expected, region: 'us-east-1' }] });
  }
});

const arrives = (event: object) => monitor.patterns.some((pattern) => matches(pattern, event));

it.each(['UpdateAccessKey', 'UpdateServiceSpecificCredential', 'UpdateSSHPublicKey', 'UpdateSigningCertificate'])(
  '%s arrives when it switches something on, or was denied',
  (eventName) => {
    const switching = (status: string) => anApiCall({ eventName, requestParameters: { status } });
    expect(arrives(switching('Active'))).toBe(true);
    expect(arrives(switching('Inactive'))).toBe(false);
    expect(arrives(anApiCall({ eventName, errorCode: 'AccessDenied' }))).toBe(true);
  },
);

it('a denied call names nobody, so the attempt is the account’s', () => {
  const event = anApiCall({ eventName: 'CreateAccessKey', errorCode: 'AccessDenied' });
  expect(judged(monitor, event)).toMatchObject({ kind: 'attempted', resources: [account] });
});

const resource = (type: string, id: string): Resource =>
  ({ ...ofJo(type, id), account: '111122223333', region: 'us-east-1' }) as Resource;
const isMember = async () => true;
const hour = 3600_000;

/** The API, for a user with a key from last year, one from an hour ago, and perhaps a password. */
const users = (password: boolean) =>
  aSession(({ name }) => {
    if (name === 'ListAccessKeys') {
      return {
        AccessKeyMetadata: [
          { AccessKeyId: 'AKIAOLD', Status: 'Active', CreateDate: new Date(Date.now() - 400 * 24 * hour) },
          { AccessKeyId: 'AKIANEW', Status: 'Active', CreateDate: new Date(Date.now() - 23 * hour) },
        ],
      };
    }
    if (name === 'ListUsers') return { Users: [{ UserName: 'jo', Arn: 'arn:aws:iam::111122223333:user/old/jo' }] };
    if (name === 'GetLoginProfile') return password ? { LoginProfile: {} } : awsError('NoSuchEntityException');
    if (name === 'ListServiceSpecificCredentials') {
      return { ServiceSpecificCredentials: [{ ServiceSpecificCredentialId: 'ACCAONE', Status: 'Active' }] };
    }
    return name === 'ListUserTags' ? { Tags: [{ Key: 'team', Value: 'mail' }] } : undefined;
  });

it.each([
  ['the key an event tells of, however old', resource('AccessKey', 'AKIAOLD'), false, 'plan', ['AKIAOLD']],
  ['only keys younger than a day when nobody names one', resource('User', 'jo'), true, 'plan', ['AKIANEW']],
  ['a service-specific credential', resource('ServiceSpecificCredential', 'ACCAONE'), false, 'plan', ['ACCAONE']],
  ['a key that is gone', resource('AccessKey', 'AKIAGONE'), false, 'leave', []],
  ['an SSH key', resource('SSHPublicKey', 'APKAONE'), false, 'ask', []],
])('%s: %j', async (_title, about, password, kind, ids) => {
  const state = await fix.read(about, users(password), isMember);
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  const change =
    decision.kind === 'plan' ? (decision.change as unknown as { credentials: { id: string }[] }) : undefined;
  expect(change?.credentials.map(({ id }) => id) ?? []).toEqual(ids);
});

it.each([
  ['nothing', { owner: 'jo', credentials: [] }, 'leave'],
  ['an inactive key', { owner: 'jo', credentials: [{ type: 'AWS::IAM::AccessKey', id: 'A', active: false }] }, 'leave'],
  ['a password', { owner: 'jo', credentials: [], byHand: 'a password' }, 'ask'],
])('%s is for nobody to switch off: %j', (_title, state, kind) => {
  expect(fix.decide(state as never, facts).kind).toBe(kind);
});

it('the root user’s key is for root alone', async () => {
  const about: Resource = {
    ...resource('User', 'root'),
    type: 'AWS::::Account',
    arn: 'arn:aws:iam::111122223333:root',
  };
  const state = await fix.read(
    about,
    aSession(() => undefined),
    isMember,
  );
  expect(fix.decide(state as never, facts)).toEqual({ kind: 'ask', because: expect.stringContaining('only root') });
});

it('switches off, on again, and takes what is gone for done', async () => {
  const change = {
    owner: 'jo',
    credentials: [
      { type: 'AWS::IAM::AccessKey', id: 'AKIAGONE', active: true },
      { type: 'AWS::IAM::ServiceSpecificCredential', id: 'ACCAONE', active: true },
    ],
  };
  const session = aSession(({ input }) => (input.AccessKeyId ? awsError('NoSuchEntityException') : undefined));
  await fix.apply(change as never, session);
  await fix.undo({} as never, change as never, session);
  const calls = (Status: string) => [
    { name: 'UpdateAccessKey', input: { UserName: 'jo', AccessKeyId: 'AKIAGONE', Status } },
    {
      name: 'UpdateServiceSpecificCredential',
      input: { UserName: 'jo', ServiceSpecificCredentialId: 'ACCAONE', Status },
    },
  ];
  expect(session.sent).toEqual([...calls('Inactive'), ...calls('Active')]);
  await expect(
    fix.apply(
      change as never,
      aSession(() => awsError('Throttling')),
    ),
  ).rejects.toThrow('Throttling');
});

it('a user who is gone is gone, and tags are the user’s', async () => {
  expect(
    await fix.read(
      resource('AccessKey', 'A'),
      aSession(() => awsError('NoSuchEntityException')),
      isMember,
    ),
  ).toBe(undefined);
  expect(await fix.tags?.(resource('User', 'jo'), users(false))).toEqual({ team: 'mail' });
});

it('the hourly look finds users with young keys, once, in the home region', async () => {
  const found = async (region: string) => (await lookedAt(monitor, { ...users(false), region })).map(({ arn }) => arn);
  expect(await found(facts.homeRegion)).toEqual(['arn:aws:iam::111122223333:user/old/jo']);
  expect(await found('us-east-1')).toEqual([]);
});

const jos = 'arn:aws:iam::111122223333:user/jo';
it.each([
  ['iam:CreateUser', 'DenyUserCredentials'],
  ['iam:CreateAccessKey', 'DenyUserCredentials'],
  ['iam:CreateLoginProfile', 'DenyUserCredentials'],
  ['iam:UpdateLoginProfile', 'DenyUserCredentials'],
  ['iam:CreateServiceSpecificCredential', 'DenyUserCredentials'],
  ['iam:ResetServiceSpecificCredential', 'DenyUserCredentials'],
  ['iam:UploadSSHPublicKey', 'DenyUserCredentials'],
  ['iam:UploadSigningCertificate', 'DenyUserCredentials'],
  ['iam:UpdateAccessKey', 'allowed'],
  ['iam:DeleteAccessKey', 'allowed'],
  ['iam:DeleteLoginProfile', 'allowed'],
  ['iam:ChangePassword', 'allowed'],
  ['iam:CreateRole', 'allowed'],
])('%s: %s', (action, sid) => {
  expect(decided(guardrail, { action, resource: jos })).toBe(sid);
  expect(decided(guardrail, { action, resource: jos, as: 'breakwater/breakwater-fix-x' })).toBe('allowed');
});

it('a privileged root session resets the root user’s password', () => {
  const request = { action: 'iam:CreateLoginProfile', as: 'arn:aws:iam::111122223333:root' };
  expect(decided(guardrail, { ...request, context: { 'aws:AssumedRoot': 'true' } })).toBe('allowed');
  expect(decided(guardrail, request)).toBe('DenyUserCredentials');
});

it.each([
  ['LONG_TERM', 'DenyLongTermBedrockKeys'],
  ['SHORT_TERM', 'allowed'],
])('Bedrock keys: %s is %s', (type, sid) => {
  const context = { 'bedrock:bearerTokenType': type };
  expect(decided(guardrail, { action: 'bedrock:CallWithBearerToken', context })).toBe(sid);
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(1_000));

it('templates with users or keys are refused', () => {
  const Resources = {
    Mail: { Type: 'AWS::IAM::User' },
    Key: { Type: 'AWS::IAM::AccessKey' },
    Role: { Type: 'AWS::IAM::Role' },
  };
  expect(check({ Resources }, facts).map(({ logicalId }) => logicalId)).toEqual(['Mail', 'Key']);
});
