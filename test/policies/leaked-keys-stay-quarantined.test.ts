import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/leaked-keys-stay-quarantined';
import { fix } from '../../policies/leaked-keys-stay-quarantined/fix';
import { monitor } from '../../policies/leaked-keys-stay-quarantined/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError, type SentCommand } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const quarantine = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
const jo = { id: 'jo', arn: 'arn:aws:iam::111122223333:user/jo' };
const account = { type: 'AWS::::Account' };

const cases: readonly (readonly [string, JsonObject | null, JsonObject, string, object | undefined])[] = [
  ['AttachUserPolicy', { userName: 'jo', policyArn: quarantine }, {}, 'finding', { type: 'AWS::IAM::User', ...jo }],
  [
    'PutUserPolicy',
    { userName: 'jo', policyName: 'AWSCompromisedKeyQuarantine' },
    {},
    'finding',
    { type: 'AWS::IAM::User', ...jo },
  ],
  [
    'DetachUserPolicy',
    { userName: 'jo', policyArn: quarantine },
    {},
    'finding',
    { type: 'AWS::IAM::UserPolicy', ...jo },
  ],
  [
    'DeleteUserPolicy',
    { userName: 'jo', policyName: 'AWSCompromisedKeyQuarantineV2' },
    {},
    'finding',
    { type: 'AWS::IAM::UserPolicy', ...jo },
  ],
  ['DetachUserPolicy', null, { errorCode: 'AccessDenied' }, 'attempted', account],
  [
    'DetachUserPolicy',
    { userName: 'jo', policyArn: quarantine },
    { errorCode: 'AccessDenied' },
    'attempted',
    { type: 'AWS::IAM::UserPolicy', ...jo },
  ],
  [
    'DetachUserPolicy',
    { userName: 'jo', policyArn: quarantine },
    { errorCode: 'NoSuchEntityException' },
    'ignored',
    undefined,
  ],
  [
    'AttachUserPolicy',
    { userName: 'jo', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    {},
    'ignored',
    undefined,
  ],
  [
    'AttachUserPolicy',
    { userName: 'jo', policyArn: 'arn:aws:iam::111122223333:policy/AWSCompromisedKeyQuarantineV3' },
    {},
    'ignored',
    undefined,
  ],
  ['PutUserPolicy', { userName: 'jo', policyName: 'work' }, {}, 'ignored', undefined],
  ['PutUserPolicy', null, {}, 'ignored', undefined],
  ['AttachRolePolicy', { roleName: 'x', policyArn: quarantine }, {}, 'ignored', undefined],
  ['TagUser', { userName: 'jo', policyName: 'AWSCompromisedKeyQuarantine' }, {}, 'ignored', undefined],
];

const isWatched = (event: object) => monitor.patterns.some((pattern) => matches(pattern, event));

it.each(cases)('%s %j, %j: %s', (eventName, requestParameters, more, kind, resource) => {
  const event = anApiCall({ ...more, eventName, requestParameters });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'ignored') return;
  expect(finding.resources).toEqual([expect.objectContaining(resource)]);
  expect(isWatched(event)).toBe(true);
});

it('other policies of users do not even arrive', () => {
  const requestParameters = { userName: 'jo', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', policyName: 'work' };
  for (const eventName of ['AttachUserPolicy', 'DetachUserPolicy', 'PutUserPolicy', 'DeleteUserPolicy']) {
    expect(isWatched(anApiCall({ eventName, requestParameters }))).toBe(false);
  }
});

const health = (eventTypeCode: string, affectedEntities: readonly { readonly entityValue: string }[]) => ({
  version: '0',
  id: 'health-1',
  'detail-type': 'AWS Health Event',
  source: 'aws.health',
  account: '111122223333',
  time: '2026-11-21T10:00:00Z',
  region: 'us-east-1',
  resources: affectedEntities.map(({ entityValue }) => String(entityValue)),
  detail: { service: 'RISK', eventTypeCategory: 'issue', eventTypeCode, affectedEntities },
});
const key = (id: string) => ({ type: 'AWS::IAM::AccessKey', id });

it.each([
  ['AWS_RISK_CREDENTIALS_EXPOSED', [{ entityValue: 'AKIAONE1' }], [key('AKIAONE1')]],
  ['AWS_RISK_CREDENTIALS_COMPROMISED', [{ entityValue: 'AKIAONE1' }], [key('AKIAONE1')]],
  [
    'AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED',
    [{ entityValue: 'AKIAONE1' }, { entityValue: 'AKIATWO2' }, { entityValue: 'AKIAONE1' }],
    [key('AKIAONE1'), key('AKIATWO2')],
  ],
  ['AWS_RISK_CREDENTIALS_EXPOSED', [{ entityValue: 'a user called AKIA' }], [account]],
  ['AWS_RISK_CREDENTIALS_EXPOSED', [], [account]],
])('AWS Health says %s of %j', (code, entities, resources) => {
  const event = health(code, entities);
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind: 'finding', resources });
  expect(isWatched(event)).toBe(true);
});

it('AWS Health says other things, too', () => {
  const event = health('AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED', [{ entityValue: 'AKIAONE1' }]);
  expect(judged(monitor, event).kind).toBe('ignored');
  expect(isWatched(event)).toBe(false);
});

const about = (type: string, id: string): Resource => ({
  type,
  id,
  arn: jo.arn,
  account: '111122223333',
  region: 'us-east-1',
});
const keys = (...statuses: readonly string[]) =>
  statuses.map((Status, index) => ({ AccessKeyId: `AKIA${index}`, Status }));
const answering = (...statuses: readonly string[]) =>
  aSession(({ name }: SentCommand) => {
    if (name === 'GetAccessKeyLastUsed') return { UserName: 'jo' };
    return name === 'ListAccessKeys' ? { AccessKeyMetadata: keys(...statuses) } : {};
  });

it.each([
  ['a key', about('AWS::IAM::AccessKey', 'AKIA1'), ['Active', 'Active'], 'plan', ['AKIA1']],
  ['a key that is off', about('AWS::IAM::AccessKey', 'AKIA1'), ['Active', 'Inactive'], 'leave', undefined],
  ['a quarantined user', about('AWS::IAM::User', 'jo'), ['Active', 'Active'], 'plan', ['AKIA0', 'AKIA1']],
  ['a quarantined user’s last key', about('AWS::IAM::User', 'jo'), ['Inactive', 'Active'], 'plan', ['AKIA1']],
  ['a user who was let out with keys', about('AWS::IAM::UserPolicy', 'jo'), ['Active'], 'ask', undefined],
  ['a user who was let out without', about('AWS::IAM::UserPolicy', 'jo'), ['Inactive'], 'leave', undefined],
  ['an account', about('AWS::::Account', '111122223333'), [], 'ask', undefined],
])('%s: %j with %j', async (_title, resource, statuses, kind, activeKeys) => {
  const state = await fix.read(resource, answering(...statuses), async () => true);
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual({ user: 'jo', activeKeys });
});

it('switches off and on, and takes what is gone for done', async () => {
  const change = { user: 'jo', activeKeys: ['AKIA0', 'AKIA1'] };
  const session = aSession(({ input }) => (input.AccessKeyId === 'AKIA0' ? awsError('NoSuchEntityException') : {}));
  await fix.apply(change as never, session);
  await fix.undo({} as never, change as never, session);
  expect(session.sent.map(({ input }) => Object.values(input).join(' ')).toSorted()).toEqual([
    'jo AKIA0 Active',
    'jo AKIA0 Inactive',
    'jo AKIA1 Active',
    'jo AKIA1 Inactive',
  ]);
  await expect(
    fix.apply(
      change as never,
      aSession(() => awsError('Throttling')),
    ),
  ).rejects.toThrow('Throttling');
});

it('a key that is gone is gone; one without a user is an error that says so', async () => {
  const reading = (answer: unknown) =>
    fix.read(
      about('AWS::IAM::AccessKey', 'AKIA0'),
      aSession(() => answer),
      async () => true,
    );
  expect(await reading(awsError('NoSuchEntityException'))).toBeUndefined();
  await expect(reading({})).rejects.toThrow('AKIA0: IAM names no user of it');
  await expect(reading(awsError('AccessDenied'))).rejects.toThrow('AccessDenied');
});

it('the hourly look asks who is in quarantine, in the home region', async () => {
  const session = aSession(({ input }) =>
    String(input.PolicyArn).endsWith('V3') ? { PolicyUsers: [{ UserName: 'jo' }] } : awsError('NoSuchEntityException'),
  );
  const found = (region: string) => lookedAt(monitor, { ...session, region });
  expect(await found(facts.homeRegion)).toMatchObject([{ type: 'AWS::IAM::User', ...jo }]);
  expect(session.sent.map(({ input }) => input.PolicyArn)).toContain(quarantine);
  expect(await found('us-east-1')).toEqual([]);
});

it.each([
  ['iam:DetachUserPolicy', quarantine, 'DenyLiftingQuarantine'],
  ['iam:DetachUserPolicy', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'allowed'],
  ['iam:AttachUserPolicy', quarantine, 'allowed'],
])('%s of %s: %s', (action, policy, sid) => {
  const context = { 'iam:PolicyARN': policy };
  expect(decided(guardrail, { action, resource: jo.arn, context })).toBe(sid);
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(400));
