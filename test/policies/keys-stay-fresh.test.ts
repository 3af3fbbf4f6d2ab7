import type { JsonObject } from '../../lib/model/json';
import { fix } from '../../policies/keys-stay-fresh/fix';
import { monitor } from '../../policies/keys-stay-fresh/monitor';
import { freshness, type Key } from '../../policies/keys-stay-fresh/stale';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const isMember = async () => true;
const now = '2026-11-21T12:00:00.000Z';
const daysAgo = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const key = (created: number, lastUsed?: number, active = true): Key => ({
  id: `AKIA${created}`,
  active,
  created: daysAgo(created),
  ...(lastUsed !== undefined && { lastUsed: daysAgo(lastUsed) }),
});

test.each([
  ['new', key(0), 'fresh'],
  ['90 days old', key(90), 'fresh'],
  ['91 days old and never used', key(91), 'abandoned'],
  ['91 days old and used 90 days ago', key(91, 90), 'old'],
  ['200 days old and used 91 days ago', key(200, 91), 'abandoned'],
  ['200 days old and used today', key(200, 0), 'old'],
  ['switched off long ago', key(2000, 1000, false), 'fresh'],
])('a key that is %s', (_title, given, expected) => expect(freshness(given, now)).toBe(expected));

test.each<[string, readonly Key[], JsonObject]>([
  ['none', [], { kind: 'leave' }],
  ['a fresh one', [key(1)], { kind: 'leave' }],
  ['an old one in use', [key(100, 1)], { kind: 'ask' }],
  ['an abandoned one', [key(100)], { kind: 'plan', change: { user: 'scanner', keys: ['AKIA100'] } }],
  ['one of each', [key(1), key(100, 1), key(300)], { kind: 'plan', change: { user: 'scanner', keys: ['AKIA300'] } }],
])('a user with %s', (_title, keys, expected) => {
  expect(fix.decide({ user: 'scanner', keys, at: now } as never, facts)).toMatchObject(expected);
});

test.each<[string, string, JsonObject, string | undefined, string]>([
  ['switched on', 'UpdateAccessKey', { userName: 'scanner', status: 'Active' }, undefined, 'finding'],
  ['switched on, denied', 'UpdateAccessKey', { userName: 'scanner', status: 'Active' }, 'AccessDenied', 'attempted'],
  ['switched off', 'UpdateAccessKey', { userName: 'scanner', status: 'Inactive' }, undefined, 'ignored'],
  ['switched on by a role for nobody', 'UpdateAccessKey', { status: 'Active' }, undefined, 'ignored'],
  ['created', 'CreateAccessKey', { userName: 'scanner', status: 'Active' }, undefined, 'ignored'],
])('a key %s', (_title, eventName, requestParameters, errorCode, kind) => {
  const finding = judged(monitor, anApiCall({ eventName, requestParameters, ...(errorCode && { errorCode }) }));
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources).toMatchObject([{ id: 'scanner' }]);
});

const answers: Readonly<Record<string, unknown>> = {
  ListUsers: { Users: [{ UserName: 'scanner' }, { UserName: 'gone' }] },
  ListAccessKeys: {
    AccessKeyMetadata: [
      { AccessKeyId: 'AKIAOLD', Status: 'Active', CreateDate: new Date('2015-05-22T14:43:16Z') },
      { AccessKeyId: 'AKIAOFF', Status: 'Inactive', CreateDate: new Date('2017-10-15T15:20:04Z') },
    ],
  },
  GetAccessKeyLastUsed: { AccessKeyLastUsed: { LastUsedDate: new Date('2016-03-23T19:55:00Z') } },
};
const resource = {
  type: 'AWS::IAM::User',
  id: 'scanner',
  arn: 'arn:aws:iam::111122223333:user/scanner',
  account: '111122223333',
  region: 'eu-west-1',
};

test('a key nobody has used for years is switched off, and on again when that is undone', async () => {
  const session = aSession(({ name }) => answers[name]);
  const state = await fix.read(resource, session, isMember);
  const decision = state && fix.decide(state, facts);
  if (decision?.kind !== 'plan') throw new Error('there is nothing to do');
  await fix.apply(decision.change, session);
  await fix.undo(state as never, decision.change, session);
  // When it was last used is asked of the key that works only.
  expect(session.sent).toEqual([
    { name: 'ListAccessKeys', input: expect.objectContaining({ UserName: 'scanner' }) },
    { name: 'GetAccessKeyLastUsed', input: { AccessKeyId: 'AKIAOLD' } },
    { name: 'UpdateAccessKey', input: { UserName: 'scanner', AccessKeyId: 'AKIAOLD', Status: 'Inactive' } },
    { name: 'UpdateAccessKey', input: { UserName: 'scanner', AccessKeyId: 'AKIAOLD', Status: 'Active' } },
  ]);
});

test('a user that is gone is success', async () => {
  expect(
    await fix.read(
      resource,
      aSession(() => awsError('NoSuchEntityException')),
      isMember,
    ),
  ).toBeUndefined();
});

test.each([
  ['eu-west-1', ['scanner', 'gone']],
  ['eu-central-1', []],
])('the hourly look is one for all regions: %s', async (region, expected) => {
  const session = { ...aSession(({ name }) => answers[name]), region };
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(expected);
});
