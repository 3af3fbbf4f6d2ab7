import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/databases-stay-private';
import { check } from '../../policies/databases-stay-private/check';
import { type DatabaseKind, databaseResource, kindOf } from '../../policies/databases-stay-private/database';
import { decide, fix } from '../../policies/databases-stay-private/fix';
import { monitor } from '../../policies/databases-stay-private/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall, callOf } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const place = { account: '111122223333', region: 'eu-west-1' };
const arn = (rest: string) => `arn:aws:${rest.replace('{}', 'eu-west-1:111122223333')}`;

describe('finding', () => {
  const rds = (eventName: string, requestParameters: JsonObject | null, more?: JsonObject) =>
    callOf('rds', eventName, requestParameters, more);
  const orders = { dBInstanceIdentifier: 'orders' };
  const isPublic = { publiclyAccessible: true };
  const denied = {
    errorCode: 'AccessDenied',
    errorMessage: 'not authorized, with an explicit deny in a service control policy',
  };
  const find = (parts: ApiCallParts) => judged(monitor, anApiCall(parts));

  test.each<[string, ApiCallParts, string]>([
    ['a change', rds('ModifyDBInstance', { ...orders, ...isPublic }), arn('rds:{}:db:orders')],
    ['a new one', rds('CreateDBInstance', { ...orders, ...isPublic }), arn('rds:{}:db:orders')],
    [
      'a new one that nobody asked to be',
      rds('CreateDBInstance', orders, { responseElements: isPublic }),
      arn('rds:{}:db:orders'),
    ],
    [
      'a restored one',
      rds('RestoreDBInstanceFromDBSnapshot', orders, { responseElements: isPublic }),
      arn('rds:{}:db:orders'),
    ],
    ['a cluster', rds('ModifyDBCluster', { dBClusterIdentifier: 'c', ...isPublic }), arn('rds:{}:cluster:c')],
    [
      'a warehouse',
      callOf('redshift', 'ModifyCluster', { clusterIdentifier: 'w', ...isPublic }),
      arn('redshift:{}:cluster:w'),
    ],
    [
      'a workgroup',
      callOf(
        'redshift-serverless',
        'CreateWorkgroup',
        { workgroupName: 'g' },
        { responseElements: { workgroup: isPublic } },
      ),
      arn('redshift-serverless:{}:workgroup/g'),
    ],
  ])('%s', (_, parts, expected) => {
    expect(find(parts)).toMatchObject({ kind: 'finding', resources: [{ arn: expected }] });
  });

  test.each<[string, string, string]>([
    ...['CreateDBCluster', 'ModifyDBCluster', 'RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime'].map(
      (name): [string, string, string] => ['rds', name, 'dBClusterIdentifier'],
    ),
    ...[
      'CreateDBInstance',
      'CreateDBInstanceReadReplica',
      'ModifyDBInstance',
      'RestoreDBInstanceFromDBSnapshot',
      'RestoreDBInstanceFromS3',
      'RestoreDBInstanceToPointInTime',
    ].map((name): [string, string, string] => ['rds', name, 'dBInstanceIdentifier']),
    ...['CreateCluster', 'ModifyCluster', 'RestoreFromClusterSnapshot'].map((name): [string, string, string] => [
      'redshift',
      name,
      'clusterIdentifier',
    ]),
    ['redshift-serverless', 'CreateWorkgroup', 'workgroupName'],
    ['redshift-serverless', 'UpdateWorkgroup', 'workgroupName'],
  ])('%s:%s is heard of, done or denied', (service, name, parameter) => {
    expect(find(callOf(service, name, { [parameter]: 'x', ...isPublic }))).toMatchObject({
      kind: 'finding',
      because: 'x got a public address',
    });
    expect(find(callOf(service, name, {}, denied))).toMatchObject({
      kind: 'attempted',
      resources: [{ arn: 'arn:aws:iam::111122223333:root' }],
    });
  });

  test.each<[string, ApiCallParts, 'attempted' | 'ignored']>([
    ['denied by a policy', rds('CreateDBInstance', null, denied), 'attempted'],
    [
      'denied for want of rights',
      rds('CreateDBInstance', null, { ...denied, errorMessage: 'because no identity-based policy allows it' }),
      'ignored',
    ],
    ['denied, with what was asked', rds('ModifyDBInstance', { ...orders, ...isPublic }, denied), 'attempted'],
    ['denied, and not about this', rds('ModifyDBInstance', { ...orders, allocatedStorage: 1 }, denied), 'ignored'],
    ['a change of something else', rds('ModifyDBInstance', orders, { responseElements: isPublic }), 'ignored'],
    [
      'taken away',
      rds('ModifyDBInstance', { ...orders, publiclyAccessible: false }, { responseElements: isPublic }),
      'ignored',
    ],
    ['a private one', rds('CreateDBInstance', orders, { responseElements: { publiclyAccessible: false } }), 'ignored'],
    [
      'a workgroup changed otherwise',
      callOf(
        'redshift-serverless',
        'UpdateWorkgroup',
        { workgroupName: 'g' },
        { responseElements: { workgroup: isPublic } },
      ),
      'ignored',
    ],
    [
      'a call that failed',
      rds('ModifyDBInstance', { ...orders, ...isPublic }, { errorCode: 'InvalidDBInstanceState' }),
      'ignored',
    ],
    ['nothing that is named', rds('ModifyDBInstance', isPublic), 'ignored'],
  ])('%s', (_, parts, kind) => {
    expect(find(parts).kind).toBe(kind);
  });
});

test.each<[DatabaseKind, string]>([
  ['instance', 'AWS::RDS::DBInstance'],
  ['cluster', 'AWS::RDS::DBCluster'],
  ['warehouse', 'AWS::Redshift::Cluster'],
  ['workgroup', 'AWS::RedshiftServerless::Workgroup'],
])('a resource tells its kind: %s', (kind, type) => {
  const resource = databaseResource(kind, 'x', 'aws', place);
  expect(resource.type).toBe(type);
  expect(kindOf(resource)).toBe(kind);
});

test('reconcile looks at what is public', async () => {
  const session = aSession(({ name }) =>
    name === 'DescribeDBInstances'
      ? { DBInstances: [{ DBInstanceIdentifier: 'open', PubliclyAccessible: true }, { DBInstanceIdentifier: 'shut' }] }
      : { Clusters: [{ ClusterIdentifier: 'wide', PubliclyAccessible: true }, { ClusterIdentifier: 'shut' }] },
  );
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(['open', 'wide']);
});

describe('fix', () => {
  const isMember = async () => true;
  const decisionOn = async (kind: DatabaseKind, answer: unknown) => {
    const session = aSession(() => answer);
    const state = await fix.read(databaseResource(kind, 'x', 'aws', place), session, isMember);
    return { session, state, decision: fix.decide(state as never, facts) };
  };
  const isPublic = { PubliclyAccessible: true };

  test.each<[DatabaseKind, object, 'plan' | 'leave' | 'ask']>([
    ['instance', { DBInstances: [isPublic] }, 'plan'],
    ['instance', { DBInstances: [{ PubliclyAccessible: false }] }, 'leave'],
    ['warehouse', { Clusters: [isPublic] }, 'plan'],
    ['warehouse', { Clusters: [{ ...isPublic, PendingModifiedValues: { PubliclyAccessible: false } }] }, 'leave'],
    ['warehouse', { Clusters: [{}] }, 'leave'],
    ['cluster', {}, 'ask'],
    ['workgroup', {}, 'ask'],
  ])('%s %j: %s', async (kind, answer, expected) => {
    expect((await decisionOn(kind, answer)).decision.kind).toBe(expected);
  });

  test('an instance becomes private at once, and undo makes it public again', async () => {
    const { session, state, decision } = await decisionOn('instance', { DBInstances: [isPublic] });
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    const change = { DBInstanceIdentifier: 'x', ApplyImmediately: true };
    expect(session.sent.slice(1)).toEqual([
      { name: 'ModifyDBInstance', input: { ...change, PubliclyAccessible: false } },
      { name: 'ModifyDBInstance', input: { ...change, PubliclyAccessible: true } },
    ]);
  });

  test('a warehouse, too', async () => {
    const session = aSession(() => ({}));
    await fix.apply({ database: 'w', kind: 'warehouse' } as never, session);
    expect(session.sent).toEqual([
      { name: 'ModifyCluster', input: { ClusterIdentifier: 'w', PubliclyAccessible: false } },
    ]);
  });

  test.each<[DatabaseKind, string]>([
    ['instance', 'DBInstanceNotFoundFault'],
    ['warehouse', 'ClusterNotFoundFault'],
  ])('gone is success: %s', async (kind, error) => {
    const session = aSession(() => awsError(error));
    expect(await fix.read(databaseResource(kind, 'x', 'aws', place), session, isMember)).toBeUndefined();
  });

  test('another error is one', async () => {
    const session = aSession(() => awsError('AccessDenied'));
    await expect(fix.read(databaseResource('instance', 'x', 'aws', place), session, isMember)).rejects.toThrow();
  });

  test('what is decided says which', () => {
    expect(decide({ database: 'orders', kind: 'instance', isPublic: true })).toMatchObject({
      change: { database: 'orders', kind: 'instance' },
      because: 'orders has a public address',
    });
  });
});

describe('control', () => {
  const asked = (value: string) => ({ 'rds:PubliclyAccessible': value });
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['rds:CreateDBInstance', asked('true'), 'DenyPublicDatabases'],
    ['rds:CreateDBInstanceReadReplica', asked('true'), 'DenyPublicDatabases'],
    ['rds:CreateDBShardGroup', asked('true'), 'DenyPublicDatabases'],
    ['rds:RestoreDBInstanceFromDBSnapshot', asked('true'), 'DenyPublicDatabases'],
    ['rds:RestoreDBInstanceFromS3', asked('true'), 'DenyPublicDatabases'],
    ['rds:RestoreDBInstanceToPointInTime', asked('true'), 'DenyPublicDatabases'],
    ['rds:CreateDBInstance', asked('false'), 'allowed'],
    ['rds:CreateDBInstance', {}, 'allowed'],
    ['rds:ModifyDBInstance', {}, 'allowed'],
    ['rds:CreateDBSnapshot', {}, 'allowed'],
  ])('%s %j: %s', (action, context, expected) => {
    expect(decided(guardrail, { action, context })).toBe(expected);
  });

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(400);
  });
});

describe('check', () => {
  const one = (Type: string, Properties: JsonObject) => check({ Resources: { It: { Type, Properties } } }, facts);
  const types = [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::Redshift::Cluster',
    'AWS::RedshiftServerless::Workgroup',
  ];

  test.each(types)('%s is private unless it says otherwise', (type) => {
    expect(one(type, { PubliclyAccessible: true })).toMatchObject([
      { logicalId: 'It', path: 'Properties.PubliclyAccessible' },
    ]);
    expect(one(type, { PubliclyAccessible: 'true' })).toHaveLength(1);
    expect(one(type, {})).toEqual([]);
    expect(one(type, { PubliclyAccessible: { Ref: 'IsPublic' } })).toEqual([]);
  });

  test('a replication instance is public unless it says otherwise', () => {
    expect(one('AWS::DMS::ReplicationInstance', {})).toHaveLength(1);
    expect(one('AWS::DMS::ReplicationInstance', { PubliclyAccessible: false })).toEqual([]);
  });
});
