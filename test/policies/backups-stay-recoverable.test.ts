import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/backups-stay-recoverable';
import { check } from '../../policies/backups-stay-recoverable/check';
import { fix } from '../../policies/backups-stay-recoverable/fix';
import { monitor } from '../../policies/backups-stay-recoverable/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const account = '111122223333';
const place = `eu-west-1:${account}`;
const stack: JsonObject = { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' };
const theAccount = `arn:aws:iam::${account}:root`;

interface Case {
  readonly service: string;
  readonly eventName: string;
  readonly request?: JsonObject | null;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly arn?: string;
  readonly because?: RegExp;
  readonly reaches?: false;
}
const versioning = (Status: string): JsonObject => ({ bucketName: 'b', VersioningConfiguration: { Status } });
const database = (parameters: JsonObject): JsonObject => ({ dBInstanceIdentifier: 'db', ...parameters });
const cases: readonly Case[] = [
  {
    service: 's3',
    eventName: 'PutBucketVersioning',
    request: versioning('Suspended'),
    kind: 'finding',
    arn: 'arn:aws:s3:::b',
    because: /no versions/,
  },
  {
    service: 's3',
    eventName: 'PutBucketVersioning',
    request: versioning('Suspended'),
    more: { userIdentity: stack },
    kind: 'finding',
    arn: 'arn:aws:s3:::b',
  },
  { service: 's3', eventName: 'PutBucketVersioning', request: versioning('Enabled'), kind: 'ignored', reaches: false },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ deletionProtection: false }),
    kind: 'finding',
    arn: `arn:aws:rds:${place}:db:db`,
    because: /can be deleted/,
  },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ deletionProtection: false }),
    more: { userIdentity: stack },
    kind: 'ignored',
  },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ deletionProtection: true }),
    kind: 'ignored',
    reaches: false,
  },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ allocatedStorage: 30 }),
    kind: 'ignored',
    reaches: false,
  },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ backupRetentionPeriod: 0 }),
    kind: 'finding',
    arn: `arn:aws:rds:${place}:auto-backup:db`,
    because: /lost its automated/,
  },
  {
    service: 'rds',
    eventName: 'ModifyDBInstance',
    request: database({ backupRetentionPeriod: 1 }),
    kind: 'ignored',
    reaches: false,
  },
  {
    service: 'rds',
    eventName: 'ModifyDBCluster',
    request: { dBClusterIdentifier: 'c', deletionProtection: false },
    kind: 'finding',
    arn: `arn:aws:rds:${place}:cluster:c`,
  },
  {
    service: 'rds',
    eventName: 'DeleteDBInstanceAutomatedBackup',
    request: { dbiResourceId: 'db-1' },
    kind: 'finding',
    arn: `arn:aws:rds:${place}:auto-backup:db-1`,
  },
  {
    service: 'backup',
    eventName: 'DeleteRecoveryPoint',
    request: { backupVaultName: 'daily' },
    kind: 'finding',
    arn: `arn:aws:backup:${place}:backup-vault:daily`,
    because: /daily lost a recovery point/,
  },
  {
    service: 'backup',
    eventName: 'DeleteRecoveryPoint',
    request: null,
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    arn: theAccount,
  },
  {
    service: 'backup',
    eventName: 'DeleteBackupVault',
    request: { backupVaultName: 'daily' },
    more: { errorCode: 'InvalidRequestException' },
    kind: 'ignored',
  },
  { service: 'backup', eventName: 'UpdateRegionSettings', request: {}, kind: 'finding', arn: theAccount },
  {
    service: 'dynamodb',
    eventName: 'DeleteBackup',
    request: { backupArn: 'arn:aws:dynamodb:x:1:table/t/backup/01' },
    kind: 'finding',
    arn: `arn:aws:dynamodb:${place}:backup/01`,
  },
  {
    service: 'ec2',
    eventName: 'DeregisterImage',
    request: { imageId: 'ami-1', deleteAssociatedSnapshots: true },
    kind: 'finding',
    arn: `arn:aws:ec2:${place}:image/ami-1`,
  },
  { service: 'ec2', eventName: 'DeregisterImage', request: { imageId: 'ami-1' }, kind: 'ignored', reaches: false },
  {
    service: 'ec2',
    eventName: 'DeregisterImage',
    request: { imageId: 'ami-1', deleteAssociatedSnapshots: false },
    kind: 'ignored',
    reaches: false,
  },
  {
    service: 'ec2',
    eventName: 'DisableImageDeregistrationProtection',
    request: { DisableImageDeregistrationProtectionRequest: { ImageId: 'ami-1' } },
    kind: 'finding',
    arn: `arn:aws:ec2:${place}:image/ami-1`,
  },
  {
    service: 'rbin',
    eventName: 'UpdateRule',
    request: { identifier: 'r' },
    kind: 'finding',
    arn: `arn:aws:rbin:${place}:rule/r`,
  },
  {
    service: 'backup',
    eventName: 'StartBackupJob',
    request: { backupVaultName: 'daily' },
    kind: 'ignored',
    reaches: false,
  },
];
test.each(cases)(
  '$service $eventName $request: $kind',
  ({ service, eventName, request = {}, more = {}, kind, arn, because = /./, reaches = true }) => {
    const parts = {
      eventSource: `${service}.amazonaws.com`,
      awsRegion: 'eu-west-1',
      eventName,
      requestParameters: request,
    };
    const event = anApiCall({ ...parts, ...more });
    const finding = monitor.finding(event, facts);
    expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
    if (finding.kind !== 'ignored') expect(finding.resources.map((one) => one.arn)).toEqual([arn]);
    expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
  },
);

const lossy: readonly (readonly [string, string, JsonObject, string, string, string])[] = [
  ['backup', 'DeleteBackupVault', { backupVaultName: 'v' }, 'AWS::Backup::BackupVault', 'v', 'was deleted'],
  [
    'backup',
    'DeleteBackupVaultLockConfiguration',
    { backupVaultName: 'v' },
    'AWS::Backup::BackupVault',
    'v',
    'lost its lock',
  ],
  ...['DisassociateRecoveryPoint', 'DisassociateRecoveryPointFromParent'].map(
    (name) =>
      [
        'backup',
        name,
        { backupVaultName: 'v' },
        'AWS::Backup::BackupVault',
        'v',
        'lost hold of a recovery point',
      ] as const,
  ),
  [
    'backup',
    'UpdateRecoveryPointLifecycle',
    { backupVaultName: 'v' },
    'AWS::Backup::BackupVault',
    'v',
    'keeps a recovery point for another time',
  ],
  ['backup', 'UpdateRegionSettings', {}, 'AWS::::Account', account, 'backs up other services from now on'],
  [
    'rds',
    'DeleteDBClusterAutomatedBackup',
    { dbClusterResourceId: 'c' },
    'AWS::RDS::AutomatedBackup',
    'c',
    'lost its automated backups',
  ],
  [
    'rds',
    'DeleteDBInstanceAutomatedBackup',
    { dbiResourceId: 'd' },
    'AWS::RDS::AutomatedBackup',
    'd',
    'lost its automated backups',
  ],
  ['dynamodb', 'DeleteBackup', { backupArn: 'arn:x/01' }, 'AWS::DynamoDB::Backup', '01', 'was deleted'],
  ['rbin', 'DeleteRule', { identifier: 'r' }, 'AWS::Rbin::Rule', 'r', 'keeps deleted things no more'],
  ['rbin', 'UnlockRule', { identifier: 'r' }, 'AWS::Rbin::Rule', 'r', 'can be deleted after a while'],
  ['rbin', 'UpdateRule', { identifier: 'r' }, 'AWS::Rbin::Rule', 'r', 'keeps deleted things for another time'],
  [
    'ec2',
    'DisableImageDeregistrationProtection',
    { imageId: 'ami-1' },
    'AWS::EC2::Image',
    'ami-1',
    'can be deregistered',
  ],
];
test.each(lossy)('%s:%s is told as it is', (service, eventName, requestParameters, type, id, how) => {
  const event = anApiCall({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters });
  expect(judged(monitor, event)).toMatchObject({
    kind: 'finding',
    resources: [{ type, id }],
    because: `${id} ${how}`,
  });
});

test.each([
  { state: { bucket: 'b', versioning: 'Suspended' }, kind: 'plan', change: { bucket: 'b' } },
  { state: { bucket: 'b', versioning: 'Enabled' }, kind: 'leave' },
  { state: { bucket: 'b', versioning: '' }, kind: 'leave' },
  {
    state: { database: 'db', kind: 'cluster', protected: false },
    kind: 'plan',
    change: { database: 'db', kind: 'cluster' },
  },
  { state: { database: 'db', kind: 'instance', protected: true }, kind: 'leave' },
  { state: { lost: 'daily' }, kind: 'ask' },
])('$state: $kind', ({ state, kind, change }) => {
  expect(fix.decide(state as never, facts)).toMatchObject({ kind, ...(change && { change }) });
});

const resource = (type: string) => ({ type, id: 'x', arn: 'a', account, region: 'eu-west-1' });
const isMember = async () => true;
const read = (type: string, answer: unknown) =>
  fix.read(
    resource(type),
    aSession(() => answer),
    isMember,
  );

test('what is there is read by its type', async () => {
  expect(await read('AWS::S3::Bucket', { Status: 'Suspended' })).toEqual({ bucket: 'x', versioning: 'Suspended' });
  expect(await read('AWS::S3::Bucket', {})).toEqual({ bucket: 'x', versioning: '' });
  expect(await read('AWS::S3::Bucket', awsError('NoSuchBucket'))).toBeUndefined();
  const instances = { DBInstances: [{ DeletionProtection: true }] };
  expect(await read('AWS::RDS::DBInstance', instances)).toEqual({ database: 'x', kind: 'instance', protected: true });
  const clusters = { DBClusters: [{ DeletionProtection: false }] };
  expect(await read('AWS::RDS::DBCluster', clusters)).toEqual({ database: 'x', kind: 'cluster', protected: false });
  expect(await read('AWS::RDS::DBCluster', awsError('DBClusterNotFoundFault'))).toBeUndefined();
  expect(await read('AWS::Backup::BackupVault', awsError('unasked'))).toEqual({ lost: 'x' });
});

test('a cluster is protected, and unprotected by undo', async () => {
  const session = aSession(() => ({}));
  const change = { database: 'c', kind: 'cluster' } as never;
  await fix.apply(change, session);
  await fix.undo({} as never, change, session);
  expect(session.sent).toEqual([
    { name: 'ModifyDBCluster', input: { DBClusterIdentifier: 'c', DeletionProtection: true } },
    { name: 'ModifyDBCluster', input: { DBClusterIdentifier: 'c', DeletionProtection: false } },
  ]);
});

test.each([
  { action: 'backup:DeleteRecoveryPoint', is: 'DenyLosingBackups' },
  { action: 'backup:DisassociateRecoveryPointFromParent', is: 'DenyLosingBackups' },
  { action: 'rds:DeleteDBInstanceAutomatedBackup', is: 'DenyLosingBackups' },
  { action: 'rbin:UpdateRule', is: 'DenyLosingBackups' },
  { action: 'fsx:BypassSnaplockEnterpriseRetention', is: 'DenyLosingBackups' },
  { action: 's3:BypassGovernanceRetention', is: 'DenyLosingBackups' },
  { action: 'backup:StartBackupJob', is: 'allowed' },
  { action: 'backup:DeleteBackupPlan', is: 'allowed' },
  { action: 's3:PutBucketVersioning', is: 'allowed' },
  { action: 'rds:ModifyDBInstance', is: 'allowed' },
  { action: 'ec2:DeleteSnapshot', is: 'allowed' },
])('$action: $is', ({ action, is }) => expect(decided(guardrail, { action })).toBe(is));

test('its statement is small', () => expect(characters(guardrail)).toBeLessThan(1_200));

test.each([
  { type: 'AWS::S3::Bucket', properties: { VersioningConfiguration: { Status: 'Suspended' } }, problems: 1 },
  { type: 'AWS::S3::Bucket', properties: { VersioningConfiguration: { Status: 'Enabled' } }, problems: 0 },
  { type: 'AWS::S3::Bucket', properties: {}, problems: 0 },
  { type: 'AWS::RDS::DBInstance', properties: { BackupRetentionPeriod: 0 }, problems: 1 },
  { type: 'AWS::RDS::DBCluster', properties: { BackupRetentionPeriod: '0' }, problems: 1 },
  { type: 'AWS::RDS::DBInstance', properties: { BackupRetentionPeriod: 7 }, problems: 0 },
  { type: 'AWS::RDS::DBInstance', properties: {}, problems: 0 },
])('a template with $type $properties has $problems', ({ type, properties, problems }) => {
  expect(check({ Resources: { It: { Type: type, Properties: properties as JsonObject } } }, facts)).toHaveLength(
    problems,
  );
});
