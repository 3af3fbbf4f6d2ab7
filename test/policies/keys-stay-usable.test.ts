import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/keys-stay-usable';
import { fix } from '../../policies/keys-stay-usable/fix';
import { locksOut } from '../../policies/keys-stay-usable/locks-out';
import { monitor } from '../../policies/keys-stay-usable/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const account = '111122223333';
const arn = `arn:aws:kms:eu-west-1:${account}:key/k-1`;
const policyOf = (...Statement: JsonObject[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const rootMay = (Action: JsonObject[string]) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action,
  Resource: '*',
});
const stranger = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::999900001111:root' },
  Action: 'kms:*',
  Resource: '*',
};

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request?: JsonObject | null;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  readonly resource?: string;
}

const cases: readonly Case[] = [
  {
    title: 'disabled',
    eventName: 'DisableKey',
    request: { keyId: 'k-1' },
    kind: 'finding',
    because: /^k-1 was disabled/,
    resource: arn,
  },
  {
    title: 'named by ARN',
    eventName: 'DisableKey',
    request: { keyId: arn },
    kind: 'finding',
    because: /^k-1 was/,
    resource: arn,
  },
  {
    title: 'scheduled',
    eventName: 'ScheduleKeyDeletion',
    request: { keyId: 'k-1', pendingWindowInDays: 7 },
    kind: 'finding',
    because: /deleted in 7 days/,
    resource: arn,
  },
  {
    title: 'scheduled, no window given',
    eventName: 'ScheduleKeyDeletion',
    request: { keyId: 'k-1' },
    kind: 'finding',
    because: /in 30 days/,
  },
  {
    title: 'material deleted',
    eventName: 'DeleteImportedKeyMaterial',
    request: { keyId: 'k-1' },
    kind: 'finding',
    because: /imported/,
    resource: arn,
  },
  {
    title: 'store cut off',
    eventName: 'DisconnectCustomKeyStore',
    request: { customKeyStoreId: 'cks-1' },
    kind: 'finding',
    because: /store/,
    resource: `arn:aws:iam::${account}:root`,
  },
  {
    title: 'store deleted',
    eventName: 'DeleteCustomKeyStore',
    request: { customKeyStoreId: 'cks-1' },
    kind: 'finding',
    because: /store/,
  },
  {
    title: 'locked',
    eventName: 'PutKeyPolicy',
    request: { keyId: 'k-1', policy: policyOf(stranger) },
    kind: 'finding',
    because: /locks/,
  },
  {
    title: 'an ordinary policy',
    eventName: 'PutKeyPolicy',
    request: { keyId: 'k-1', policy: policyOf(rootMay('kms:*')) },
    kind: 'ignored',
    because: /usable/,
  },
  {
    title: 'another call',
    eventName: 'EnableKeyRotation',
    request: { keyId: 'k-1' },
    kind: 'ignored',
    because: /usable/,
  },
  {
    title: 'a stack lets its key go',
    eventName: 'ScheduleKeyDeletion',
    request: { keyId: 'k-1' },
    more: { userIdentity: { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'ignored',
    because: /stack/,
  },
  {
    title: 'another service does',
    eventName: 'ScheduleKeyDeletion',
    request: { keyId: 'k-1' },
    more: { userIdentity: { type: 'AssumedRole', invokedBy: 'servicecatalog.amazonaws.com' } },
    kind: 'finding',
    because: /deleted/,
  },
  {
    title: 'denied, recorded without parameters',
    eventName: 'PutKeyPolicy',
    request: null,
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    because: /tried PutKeyPolicy/,
    resource: `arn:aws:iam::${account}:root`,
  },
  {
    title: 'no such key',
    eventName: 'DisableKey',
    request: { keyId: 'k-1' },
    more: { errorCode: 'NotFoundException' },
    kind: 'ignored',
    because: /failed: NotFound/,
  },
];

test.each(cases)('$title: $kind', ({ eventName, request = null, more = {}, kind, because, resource }) => {
  const parts = {
    eventSource: 'kms.amazonaws.com',
    awsRegion: 'eu-west-1',
    eventName,
    requestParameters: request,
    ...more,
  };
  const finding = judged(monitor, anApiCall(parts));
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (resource && finding.kind !== 'ignored') expect(finding.resources.map((one) => one.arn)).toEqual([resource]);
});

test.each([
  { title: 'the root of the account', policy: policyOf(rootMay('kms:*')), locked: false },
  {
    title: 'by number',
    policy: policyOf({ Effect: 'Allow', Principal: { AWS: account }, Action: ['kms:Put*'] }),
    locked: false,
  },
  {
    title: 'a role of the account',
    policy: policyOf({
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam::${account}:role/Admin`] },
      Action: 'kms:PutKeyPolicy',
    }),
    locked: false,
  },
  { title: 'everybody', policy: policyOf({ Effect: 'Allow', Principal: '*', Action: '*' }), locked: false },
  {
    title: 'everybody, written long',
    policy: policyOf({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:P*' }),
    locked: false,
  },
  {
    title: 'all but one action',
    policy: policyOf({ Effect: 'Allow', Principal: { AWS: account }, NotAction: 'kms:Decrypt' }),
    locked: false,
  },
  {
    title: 'all but one principal',
    policy: policyOf({ Effect: 'Allow', NotPrincipal: { AWS: 'x' }, Action: 'kms:*' }),
    locked: false,
  },
  { title: 'only use', policy: policyOf(rootMay(['kms:Encrypt', 'kms:Decrypt'])), locked: true },
  { title: 'only a stranger', policy: policyOf(stranger), locked: true },
  {
    title: 'only a service',
    policy: policyOf({ Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:*' }),
    locked: true,
  },
  { title: 'a deny gives nothing', policy: policyOf({ ...rootMay('kms:*'), Effect: 'Deny' }), locked: true },
  { title: 'no policy at all', policy: 'nonsense', locked: false },
])('a policy for $title: locked out $locked', ({ policy, locked }) => {
  expect(locksOut(policy, account)).toBe(locked);
});

const decide = (status: string, more: { manager?: string; lockedOut?: boolean } = {}) =>
  fix.decide({ key: 'k-1', status, manager: 'CUSTOMER', lockedOut: false, ...more } as never, facts);

test.each([
  { status: 'PendingDeletion', kind: 'plan', change: { key: 'k-1', cancelDeletion: true } },
  { status: 'Disabled', kind: 'plan', change: { key: 'k-1', cancelDeletion: false } },
  { status: 'Enabled', kind: 'leave' },
  { status: 'Creating', kind: 'leave' },
  { status: 'PendingImport', kind: 'ask' },
  { status: 'Unavailable', kind: 'ask' },
  { status: 'PendingReplicaDeletion', kind: 'ask' },
])('a key that is $status: $kind', ({ status, kind, change }) => {
  expect(decide(status)).toMatchObject({ kind, ...(change && { change }) });
});

test('a lockout is for a person, a key of AWS is nobody of ours', () => {
  expect(decide('Enabled', { lockedOut: true }).kind).toBe('ask');
  expect(decide('Disabled', { manager: 'AWS' }).kind).toBe('leave');
});

const isMember = async () => true;
const resource = { type: 'AWS::KMS::Key', id: 'k-1', arn, account, region: 'eu-west-1' };

test('a key store is no key, and nothing is asked of KMS', async () => {
  const session = aSession(() => ({}));
  expect(await fix.read({ ...resource, type: 'AWS::::Account' }, session, isMember)).toMatchObject({
    status: 'Unavailable',
  });
  expect(session.sent).toEqual([]);
});

test('a policy nobody may read is a lockout; a key that is gone is gone', async () => {
  const metadata = { KeyMetadata: { KeyState: 'Enabled', KeyManager: 'CUSTOMER' } };
  const locked = aSession(({ name }) => (name === 'GetKeyPolicy' ? awsError('AccessDeniedException') : metadata));
  expect(await fix.read(resource, locked, isMember)).toMatchObject({ lockedOut: true });
  expect(
    await fix.read(
      resource,
      aSession(() => awsError('NotFoundException')),
      isMember,
    ),
  ).toBeUndefined();
});

test('a deletion that somebody cancelled before us leaves the key to be enabled', async () => {
  const session = aSession(({ name }) => (name === 'CancelKeyDeletion' ? awsError('KMSInvalidStateException') : {}));
  await fix.apply({ key: 'k-1', cancelDeletion: true } as never, session);
  expect(session.sent.map(({ name }) => name)).toEqual(['CancelKeyDeletion', 'EnableKey']);
});

test.each([
  { action: 'kms:DeleteImportedKeyMaterial', is: 'DenyLosingKeyMaterial' },
  { action: 'kms:DisconnectCustomKeyStore', is: 'DenyLosingKeyMaterial' },
  { action: 'kms:PutKeyPolicy', context: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' }, is: 'DenyKeyLockout' },
  { action: 'kms:PutKeyPolicy', context: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' }, is: 'allowed' },
  { action: 'kms:PutKeyPolicy', is: 'allowed' },
  { action: 'kms:CreateKey', is: 'allowed' },
  { action: 'kms:ScheduleKeyDeletion', as: 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1', is: 'allowed' },
  { action: 'kms:Decrypt', is: 'allowed' },
])('$action: $is', ({ is, ...request }) => {
  expect(decided(guardrail, { resource: arn, ...request })).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
