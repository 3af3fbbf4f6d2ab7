import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { defaultLogs } from '../../lib/model/logs';
import { guardrail } from '../../policies/log-archive-stays-append-only';
import { type BucketState, decideBucket, lockOf, ruleOf } from '../../policies/log-archive-stays-append-only/decide';
import { fix } from '../../policies/log-archive-stays-append-only/fix';
import { monitor } from '../../policies/log-archive-stays-append-only/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const trail = 'breakwater-trail-333344445555-eu-west-1';
const accessLogs = 'breakwater-access-logs-333344445555-eu-west-1';

interface Case {
  readonly call: string;
  readonly bucket?: string;
  readonly errorCode?: string;
  readonly by?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly about?: string;
}
const sessionContext = { sessionIssuer: { arn: `arn:aws:iam::${facts.logArchiveAccount}:role/cdk-x-cfn-exec-role-1` } };
const whole = `AWS::S3::Bucket ${trail}`;
const part = `AWS::s3::Part arn:aws:s3:::${trail}`;

const cases: readonly Case[] = [
  ...['DeleteBucketLifecycle', 'PutBucketLifecycle', 'PutBucketObjectLockConfiguration', 'PutBucketVersioning'].map(
    (call): Case => ({ call, kind: 'finding', about: whole }),
  ),
  ...[
    'DeleteBucket',
    'DeleteBucketEncryption',
    'DeleteBucketOwnershipControls',
    'PutBucketAcl',
    'PutBucketEncryption',
    'PutBucketLogging',
    'PutBucketOwnershipControls',
    'PutBucketReplication',
  ].map((call): Case => ({ call, kind: 'finding', about: part })),
  { call: 'PutBucketPolicy', kind: 'ignored' },
  { call: 'DeleteBucketPolicy', kind: 'ignored' },
  { call: 'PutBucketPolicy', bucket: accessLogs, kind: 'finding' },
  { call: 'DeleteBucketPolicy', bucket: accessLogs, kind: 'finding' },
  { call: 'PutBucketLifecycle', errorCode: 'AccessDenied', kind: 'attempted', about: whole },
  { call: 'DeleteBucket', errorCode: 'BucketNotEmpty', kind: 'ignored' },
  { call: 'PutBucketLifecycle', bucket: 'breakwater-trail-mine', kind: 'ignored' },
  { call: 'PutBucketLifecycle', by: { invokedBy: 'cloudformation.amazonaws.com', sessionContext }, kind: 'ignored' },
  { call: 'PutBucketLifecycle', by: { sessionContext }, kind: 'finding' },
];

test.each(cases)('$call $bucket $errorCode is $kind', ({ call, bucket = trail, errorCode, by = {}, kind, about }) => {
  const event = {
    account: facts.logArchiveAccount,
    region: 'eu-west-1',
    detail: {
      eventSource: 's3.amazonaws.com',
      eventName: call,
      requestParameters: { bucketName: bucket },
      userIdentity: by,
      ...(errorCode && { errorCode }),
    },
  } as unknown as EventBridgeEvent;
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored' && about)
    expect(finding.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([about]);
});

const inRegion = (region: string, ...kinds: readonly string[]) =>
  kinds.map((kind) => `breakwater-${kind}-${facts.logArchiveAccount}-${region}`);
const [service, role] = [
  ['trail', 'config', 'flow-logs', 'dns-logs', 'load-balancer-logs', 'access-logs'],
  ['session-logs', 'fix-history'],
];

test.each([
  { account: facts.logArchiveAccount, region: 'eu-west-1', found: inRegion('eu-west-1', ...service, ...role) },
  {
    account: facts.logArchiveAccount,
    region: 'eu-central-1',
    found: inRegion('eu-central-1', 'load-balancer-logs', 'access-logs', 'config'),
  },
  { account: facts.logArchiveAccount, region: 'us-east-1', found: [] },
  { account: '111122223333', region: 'eu-west-1', found: [] },
])('the hourly look finds $found in $account, $region', async ({ account, region, found }) => {
  const session = { ...aSession(() => undefined), account, region };
  const replica = { region: 'eu-central-1', kinds: ['config'] } as const;
  const governed = { ...facts, governedRegions: ['eu-west-1', 'eu-central-1'], logs: { ...defaultLogs, replica } };
  const ids = (await lookedAt(monitor, session, governed)).map(({ id }) => id);
  expect(ids.sort()).toEqual([...found].sort());
});

const deployed: BucketState = {
  kind: 'bucket',
  bucket: trail,
  exists: true,
  versioned: true,
  rules: [ruleOf(defaultLogs.keep.trail)],
  lock: lockOf({ mode: 'governance', days: 365 }),
};
const rule = (part: Partial<LifecycleRule>): Partial<BucketState> => ({ rules: [{ Status: 'Enabled', ...part }] });

test.each([
  { title: 'as deployed', given: {}, kind: 'leave' },
  { title: 'no rule: it costs money and loses nothing', given: { rules: [] }, kind: 'leave' },
  { title: 'longer', given: rule({ Expiration: { Days: 7 * 365 + 1 } }), kind: 'leave' },
  { title: 'a day less', given: rule({ Expiration: { Days: 7 * 365 - 1 } }), kind: 'plan', changes: ['rules'] },
  {
    title: 'on a day',
    given: rule({ Expiration: { Date: '2027-01-01T00:00:00Z' as never } }),
    kind: 'plan',
    changes: ['rules'],
  },
  {
    title: 'a rule that is off',
    given: { rules: [{ Status: 'Disabled', Expiration: { Days: 1 } }] } as Partial<BucketState>,
    kind: 'leave',
  },
  {
    title: 'replaced versions a day less',
    given: rule({ NoncurrentVersionExpiration: { NoncurrentDays: 89 } }),
    kind: 'plan',
    changes: ['rules'],
  },
  {
    title: 'replaced versions as long',
    given: rule({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
    kind: 'leave',
  },
  { title: 'versioning suspended', given: { versioned: false }, kind: 'plan', changes: ['version'] },
  {
    title: 'a year of lock',
    given: { lock: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 1 } } } } as Partial<BucketState>,
    kind: 'leave',
  },
  {
    title: 'a day less of lock',
    given: { lock: lockOf({ mode: 'governance', days: 364 }) },
    kind: 'plan',
    changes: ['lock'],
  },
  {
    title: 'a lock without mode',
    given: { lock: { Rule: { DefaultRetention: { Days: 365 } } } },
    kind: 'plan',
    changes: ['lock'],
  },
  {
    title: 'a lock without rule',
    given: { lock: { ObjectLockEnabled: 'Enabled' } } as Partial<BucketState>,
    kind: 'plan',
    changes: ['lock'],
  },
  {
    title: 'two years and no days of lock',
    given: { lock: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Years: 2 } } } } as Partial<BucketState>,
    kind: 'leave',
  },
  {
    title: 'no lock at all',
    given: { lock: {} },
    kind: 'plan',
    changes: ['lock'],
  },
  { title: 'access logs need no lock', given: { bucket: accessLogs, lock: {} }, kind: 'leave' },
  {
    title: 'access logs are kept for a year',
    given: { bucket: accessLogs, ...rule({ Expiration: { Days: 364 } }) },
    kind: 'plan',
    changes: ['rules'],
  },
  { title: 'gone', given: { exists: false }, kind: 'ask' },
  { title: 'no bucket of ours', given: { bucket: 'mine', versioned: false }, kind: 'leave' },
])('$title → $kind', ({ given, kind, changes = [] }) => {
  const decision = decideBucket({ ...deployed, ...given }, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind !== 'plan') return;
  const { bucket: _, ...change } = decision.change;
  expect(Object.entries(change).flatMap(([name, value]) => (value ? [name] : []))).toEqual(changes);
});

test.each([
  ['compliance', 'GOVERNANCE', 'plan'],
  ['compliance', 'COMPLIANCE', 'leave'],
  ['governance', 'COMPLIANCE', 'leave'],
  ['governance', 'GOVERNANCE', 'leave'],
] as const)('a lock for %s that is of %s: %s', (mode, Mode, kind) => {
  const keep = { ...defaultLogs.keep, trail: { ...defaultLogs.keep.trail, lock: { mode, days: 365 } } };
  const locked: BucketState = { ...deployed, lock: { Rule: { DefaultRetention: { Mode, Days: 365 } } } };
  const decision = decideBucket(locked, { ...facts, logs: { ...defaultLogs, keep } });
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') {
    expect(decision.change.lock).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
    });
  }
});

test('what is put back is what is deployed', () => {
  const forgetful: BucketState = {
    ...deployed,
    rules: [{ Status: 'Enabled', Expiration: { Days: 1 } }],
    lock: { ObjectLockEnabled: 'Enabled' },
  };
  const decision = decideBucket(forgetful, facts);
  if (decision.kind !== 'plan') throw new Error(decision.because);
  const { expireAfterDays, coldAfterDays, expireReplacedAfterDays } = defaultLogs.keep.trail;
  expect(decision.change).toMatchObject({
    rules: [
      {
        ID: 'KeepThenExpire',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        ...(coldAfterDays && { Transitions: [{ StorageClass: 'GLACIER_IR', Days: coldAfterDays }] }),
        Expiration: { Days: expireAfterDays },
        NoncurrentVersionExpiration: { NoncurrentDays: expireReplacedAfterDays },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ],
    lock: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
  });
  expect(ruleOf({ expireAfterDays: 9, expireReplacedAfterDays: 3 })).not.toHaveProperty('Transitions');
});

test('a change of something else is for a person to look at', () => {
  expect(fix.decide({ kind: 'other', arn: 'arn:x' } as never, facts)).toMatchObject({
    kind: 'ask',
    because: expect.stringContaining('arn:x was changed'),
  });
  expect(fix.decide(deployed as never, facts).kind).toBe('leave');
});

test('a bucket that is gone, one without rules and one without lock are read', async () => {
  const resource = {
    type: 'AWS::S3::Bucket',
    id: trail,
    arn: `arn:aws:s3:::${trail}`,
    account: '1',
    region: 'eu-west-1',
  };
  const read = (answer: Parameters<typeof aSession>[0]) => fix.read(resource, aSession(answer), async () => true);
  expect(await read(() => awsError('NoSuchBucket'))).toMatchObject({ exists: false });
  const bare = {
    GetBucketVersioning: {},
    GetBucketLifecycleConfiguration: awsError('NoSuchLifecycleConfiguration'),
    GetObjectLockConfiguration: awsError('ObjectLockConfigurationNotFoundError'),
  };
  const state = await read(({ name }) => bare[name as keyof typeof bare]);
  expect(state).toEqual({ kind: 'bucket', bucket: trail, exists: true, versioned: false, rules: [] });
  await expect(read(() => awsError('AccessDenied'))).rejects.toThrow('AccessDenied');
});

const object = `arn:aws:s3:::${trail}/AWSLogs/log.json.gz`;
const bucket = `arn:aws:s3:::${trail}`;
const deploy = { account: '000000000002', as: 'cdk-x-cfn-exec-role-1' };
const fixRole = { account: '000000000002', as: 'breakwater/breakwater-fix-x' };
const itself = { 'aws:PrincipalIsAWSService': 'true' };
const session = 'arn:aws:s3:::breakwater-session-logs-000000000002-eu-west-1';
const history = 'arn:aws:s3:::breakwater-fix-history-000000000002-eu-west-1';
const historian = { account: '000000000003', as: 'breakwater/breakwater-ledger-history' };

test.each([
  { action: 's3:DeleteObject', resource: object, by: 'DenyLogBucketChanges' },
  { action: 's3:DeleteObject', resource: object, ...deploy, by: 'DenyDeletingLogs' },
  { action: 's3:DeleteObjectVersion', resource: object, ...deploy, by: 'DenyDeletingLogs' },
  { action: 's3:PutObject', resource: object, ...deploy, by: 'DenyRewritingLogs' },
  { action: 's3:BypassGovernanceRetention', resource: object, ...deploy, by: 'DenyDeletingLogs' },
  {
    action: 's3:DeleteObject',
    resource: object,
    ...fixRole,
    by: 'DenyDeletingLogs',
  },
  { action: 's3:PutObject', resource: object, as: 'cloudtrail.amazonaws.com', context: itself, by: 'allowed' },
  // Where instances and our own copy of the ledger write, they write and do nothing else.
  { action: 's3:PutObject', resource: `${session}/111122223333/log.txt`, as: 'WebServer', by: 'allowed' },
  { action: 's3:DeleteObject', resource: `${session}/111122223333/log.txt`, as: 'WebServer', by: 'DenyDeletingLogs' },
  { action: 's3:PutBucketVersioning', resource: session, by: 'DenyLogBucketChanges' },
  { action: 's3:PutBucketVersioning', resource: session, ...deploy, by: 'allowed' },
  { action: 's3:PutObject', resource: `${history}/fixes/1.gz`, ...historian, by: 'allowed' },
  { action: 's3:DeleteObjectVersion', resource: `${history}/fixes/1.gz`, ...historian, by: 'DenyDeletingLogs' },
  ...inRegion('eu-west-1', ...service).map((name) => ({
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${name}/AWSLogs/log.json.gz`,
    ...deploy,
    by: 'DenyRewritingLogs',
  })),
  { action: 's3:GetObject', resource: object, by: 'allowed' },
  { action: 's3:ListBucket', resource: bucket, by: 'allowed' },
  ...[
    's3:PutLifecycleConfiguration',
    's3:PutBucketVersioning',
    's3:PutBucketPolicy',
    's3:DeleteBucket',
    's3:PutReplicationConfiguration',
    's3:PutBucketObjectLockConfiguration',
  ].flatMap((action) => [
    { action, resource: bucket, by: 'DenyLogBucketChanges' },
    { action, resource: bucket, ...deploy, by: 'allowed' },
    {
      action,
      resource: bucket,
      as: 'cdk-x-cfn-exec-role-1',
      by: 'DenyLogBucketChanges',
    },
    { action, resource: 'arn:aws:s3:::orders', by: 'allowed' },
  ]),
  { action: 's3:PutObject', resource: 'arn:aws:s3:::orders/x', by: 'allowed' },
])('$action on $resource as $as in $account: $by', ({ by, ...request }) => {
  expect(decided(guardrail, request)).toBe(by);
});

test('its control is small', () => expect(characters(guardrail)).toBeLessThan(1_800));
