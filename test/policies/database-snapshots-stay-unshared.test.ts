import { guardrail } from '../../policies/database-snapshots-stay-unshared';
import { decide, fix } from '../../policies/database-snapshots-stay-unshared/fix';
import { monitor } from '../../policies/database-snapshots-stay-unshared/monitor';
import {
  kindOf,
  type SnapshotKind,
  snapshotResource,
  snapshots,
} from '../../policies/database-snapshots-stay-unshared/snapshot';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const stranger = '999900001111';
const place = { account: '111122223333', region: 'eu-west-1' };
const backup = {
  type: 'AssumedRole',
  sessionContext: {
    sessionIssuer: {
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup',
    },
  },
};

describe('finding', () => {
  const rds = (eventName: string, requestParameters: ApiCallParts['requestParameters'], more = {}): ApiCallParts => ({
    eventSource: 'rds.amazonaws.com',
    eventName,
    requestParameters: requestParameters ?? null,
    ...more,
  });
  const instance = (values: object, more = {}) =>
    rds('ModifyDBSnapshotAttribute', { dBSnapshotIdentifier: 'nightly', attributeName: 'restore', ...values }, more);
  const redshift = (
    requestParameters: ApiCallParts['requestParameters'],
    responseElements: ApiCallParts['responseElements'] = null,
  ) =>
    ({
      eventSource: 'redshift.amazonaws.com',
      eventName: 'AuthorizeSnapshotAccess',
      requestParameters: requestParameters ?? null,
      responseElements: responseElements ?? null,
    }) as const;
  const serverless = (policy: object): ApiCallParts => ({
    eventSource: 'redshift-serverless.amazonaws.com',
    eventName: 'PutResourcePolicy',
    requestParameters: {
      resourceArn: 'arn:aws:redshift-serverless:eu-west-1:111122223333:snapshot/s-1',
      policy: JSON.stringify(policy),
    },
  });

  test.each<[string, ApiCallParts, string, string, RegExp]>([
    [
      'an instance’s, with an account',
      instance({ valuesToAdd: [stranger] }),
      'finding',
      'arn:aws:rds:eu-west-1:111122223333:snapshot:nightly',
      /with 999900001111/,
    ],
    [
      'an instance’s, with everybody',
      instance({ valuesToAdd: ['all', stranger] }),
      'finding',
      'arn:aws:rds:eu-west-1:111122223333:snapshot:nightly',
      /everybody/,
    ],
    [
      'a cluster’s',
      rds('ModifyDBClusterSnapshotAttribute', {
        dBClusterSnapshotIdentifier: 'weekly',
        attributeName: 'restore',
        valuesToAdd: ['all'],
      }),
      'finding',
      'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:weekly',
      /weekly was shared with everybody/,
    ],
    [
      'a warehouse’s',
      redshift({ snapshotIdentifier: 'w', accountWithRestoreAccess: stranger }, { clusterIdentifier: 'sales' }),
      'finding',
      'arn:aws:redshift:eu-west-1:111122223333:snapshot:sales/w',
      /w was shared with 9/,
    ],
    [
      'a warehouse’s, named by its ARN',
      redshift({
        snapshotArn: 'arn:aws:redshift:eu-west-1:111122223333:snapshot:sales/w',
        accountWithRestoreAccess: stranger,
        snapshotClusterIdentifier: 'sales',
      }),
      'finding',
      'arn:aws:redshift:eu-west-1:111122223333:snapshot:sales/w',
      /^w was shared/,
    ],
    [
      'a serverless one',
      serverless({ Statement: [{ Principal: { AWS: [stranger, '111122223333'] } }] }),
      'finding',
      'arn:aws:redshift-serverless:eu-west-1:111122223333:snapshot/s-1',
      /with 999900001111$/,
    ],
    [
      'a try whose record says why',
      instance({ valuesToAdd: ['all'] }, { errorCode: 'AccessDenied' }),
      'attempted',
      'arn:aws:rds:eu-west-1:111122223333:snapshot:nightly',
      /everybody/,
    ],
    [
      'a try whose record does not',
      rds('ModifyDBSnapshotAttribute', null, { errorCode: 'AccessDenied' }),
      'attempted',
      'arn:aws:iam::111122223333:root',
      /says no more/,
    ],
    ['taking back', instance({ valuesToRemove: ['all'] }), 'ignored', '', /nobody more/],
    ['another attribute', instance({ attributeName: 'other', valuesToAdd: ['all'] }), 'ignored', '', /nobody more/],
    ['oneself', instance({ valuesToAdd: ['111122223333'] }), 'ignored', '', /nobody more/],
    ['AWS Backup', instance({ valuesToAdd: [stranger] }, { userIdentity: backup }), 'ignored', '', /own work/],
    [
      'a call that failed',
      instance({ valuesToAdd: ['all'] }, { errorCode: 'DBSnapshotNotFound' }),
      'ignored',
      '',
      /failed/,
    ],
    ['nothing that is named', rds('ModifyDBSnapshotAttribute', {}), 'ignored', '', /no snapshot/],
  ])('%s', (_, parts, kind, arn, because) => {
    const finding = judged(monitor, anApiCall({ awsRegion: 'eu-west-1', ...parts }));
    expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
    if (finding.kind !== 'ignored') expect(finding.resources.map((one) => one.arn)).toEqual([arn]);
  });
});

test.each(Object.keys(snapshots) as SnapshotKind[])('a resource tells its kind: %s', (kind) => {
  expect(kindOf(snapshotResource(kind, 'x', 'aws', place))).toBe(kind);
});

describe('decide', () => {
  test.each([
    [{ kind: 'instance' as const, strangers: [] }, 'leave'],
    [{ kind: 'instance' as const, strangers: ['all'] }, 'plan'],
    [{ kind: 'serverless' as const, strangers: [] }, 'ask'],
  ])('%j: %s', (state, kind) => {
    expect(decide({ snapshot: 'nightly', ...state }).kind).toBe(kind);
  });
});

describe('fix', () => {
  const isMember = async (account: string) => account === '222222222222';
  const shared = [
    { AttributeName: 'other' },
    { AttributeName: 'restore', AttributeValues: ['222222222222', stranger, 'all'] },
  ];
  const warehouses = [{ AccountsWithRestoreAccess: [{ AccountId: '222222222222' }, { AccountId: stranger }] }];

  test.each<[SnapshotKind, object, readonly object[], readonly object[]]>([
    [
      'instance',
      { DBSnapshotAttributesResult: { DBSnapshotAttributes: shared } },
      [
        {
          name: 'ModifyDBSnapshotAttribute',
          input: { DBSnapshotIdentifier: 's', AttributeName: 'restore', ValuesToRemove: ['all', stranger] },
        },
      ],
      [
        {
          name: 'ModifyDBSnapshotAttribute',
          input: { DBSnapshotIdentifier: 's', AttributeName: 'restore', ValuesToAdd: ['all', stranger] },
        },
      ],
    ],
    [
      'cluster',
      { DBClusterSnapshotAttributesResult: { DBClusterSnapshotAttributes: shared } },
      [
        {
          name: 'ModifyDBClusterSnapshotAttribute',
          input: { DBClusterSnapshotIdentifier: 's', AttributeName: 'restore', ValuesToRemove: ['all', stranger] },
        },
      ],
      [
        {
          name: 'ModifyDBClusterSnapshotAttribute',
          input: { DBClusterSnapshotIdentifier: 's', AttributeName: 'restore', ValuesToAdd: ['all', stranger] },
        },
      ],
    ],
    [
      'warehouse',
      { Snapshots: warehouses },
      [{ name: 'RevokeSnapshotAccess', input: { SnapshotIdentifier: 's', AccountWithRestoreAccess: stranger } }],
      [{ name: 'AuthorizeSnapshotAccess', input: { SnapshotIdentifier: 's', AccountWithRestoreAccess: stranger } }],
    ],
  ])('%s: takes the share from strangers, and undo gives exactly that back', async (kind, answer, applied, undone) => {
    const session = aSession(({ name }) => (name.startsWith('Describe') ? answer : {}));
    const state = await fix.read(snapshotResource(kind, 's', 'aws', place), session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    expect(session.sent.slice(1)).toEqual([...applied, ...undone]);
  });

  test('a serverless snapshot is not looked at', async () => {
    const session = aSession(() => ({}));
    const state = await fix.read(snapshotResource('serverless', 's', 'aws', place), session, isMember);
    expect(fix.decide(state as never, facts).kind).toBe('ask');
    expect(session.sent).toEqual([]);
  });

  test.each<[SnapshotKind, string]>([
    ['instance', 'DBSnapshotNotFoundFault'],
    ['cluster', 'DBClusterSnapshotNotFoundFault'],
    ['warehouse', 'ClusterSnapshotNotFoundFault'],
  ])('gone is success: %s', async (kind, name) => {
    const session = aSession(() => awsError(name));
    expect(await fix.read(snapshotResource(kind, 's', 'aws', place), session, isMember)).toBeUndefined();
    await expect(fix.apply({ snapshot: 's', kind, strangers: ['1'] } as never, session)).resolves.toBeUndefined();
  });

  test('another error is one', async () => {
    const session = aSession(() => awsError('AccessDenied'));
    await expect(fix.read(snapshotResource('instance', 's', 'aws', place), session, isMember)).rejects.toThrow();
    await expect(fix.apply({ snapshot: 's', kind: 'instance', strangers: [] } as never, session)).rejects.toThrow();
  });
});

test('reconcile looks at manual snapshots, and at shared ones of warehouses', async () => {
  const session = aSession(({ name, input }) => {
    expect(input.SnapshotType).toBe('manual');
    if (name === 'DescribeDBSnapshots') return { DBSnapshots: [{ DBSnapshotIdentifier: 'i' }, {}] };
    if (name === 'DescribeDBClusterSnapshots')
      return { DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: 'c' }, {}] };
    return {
      Snapshots: [
        { SnapshotIdentifier: 'w', ClusterIdentifier: 'sales', AccountsWithRestoreAccess: [{ AccountId: stranger }] },
        { SnapshotIdentifier: 'private', ClusterIdentifier: 'sales' },
      ],
    };
  });
  const found = await lookedAt(monitor, session);
  expect(found.map(({ arn }) => arn.split(':').slice(5).join(':'))).toEqual([
    'snapshot:i',
    'cluster-snapshot:c',
    'snapshot:sales/w',
  ]);
});

describe('control', () => {
  test.each([
    [
      'rds:ModifyDBSnapshotAttribute',
      'arn:aws:rds:eu-west-1:111122223333:snapshot:nightly',
      'DenySharingDatabaseSnapshots',
    ],
    [
      'rds:ModifyDBClusterSnapshotAttribute',
      'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:x',
      'DenySharingDatabaseSnapshots',
    ],
    [
      'redshift:AuthorizeSnapshotAccess',
      'arn:aws:redshift:eu-west-1:111122223333:snapshot:a/b',
      'DenySharingDatabaseSnapshots',
    ],
    ['redshift-serverless:PutResourcePolicy', '*', 'DenySharingDatabaseSnapshots'],
    ['rds:ModifyDBSnapshotAttribute', 'arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1', 'allowed'],
    [
      'rds:ModifyDBClusterSnapshotAttribute',
      'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:job-1',
      'allowed',
    ],
    ['redshift:RevokeSnapshotAccess', '*', 'allowed'],
    ['rds:CreateDBSnapshot', '*', 'allowed'],
    ['rds:CopyDBSnapshot', '*', 'allowed'],
    ['rds:ModifyDBInstance', '*', 'allowed'],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(decided(guardrail, { action, resource })).toBe(expected);
  });

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(600);
  });
});
