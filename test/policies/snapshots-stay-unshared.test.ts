import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/snapshots-stay-unshared';
import { check } from '../../policies/snapshots-stay-unshared/check';
import { type Change, decide, type State } from '../../policies/snapshots-stay-unshared/decide';
import { fix } from '../../policies/snapshots-stay-unshared/fix';
import { monitor } from '../../policies/snapshots-stay-unshared/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const stranger = '999900001111';
const scanner = {
  type: 'AssumedRole',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/malware-protection.guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDutyMalwareProtection',
    },
  },
};
const sharing = (createVolumePermission: JsonObject | undefined, more: JsonObject = {}) =>
  anApiCall({
    eventSource: 'ec2.amazonaws.com',
    eventName: 'ModifySnapshotAttribute',
    awsRegion: 'eu-west-1',
    requestParameters: { snapshotId: 'snap-1', ...(createVolumePermission && { createVolumePermission }) },
    ...more,
  });

test.each<[string, JsonObject | undefined, JsonObject, string, RegExp]>([
  ['everybody', { add: { items: [{ group: 'all' }] } }, {}, 'finding', /snap-1 was shared with everybody/],
  ['one account, as no list', { add: { items: { userId: stranger } } }, {}, 'finding', /shared with 999900001111/],
  ['accounts', { add: { items: [{ userId: '1' }, { userId: '2' }] } }, {}, 'finding', /shared with 1, 2/],
  [
    'an account in, another out',
    { add: { items: [{ userId: '1' }] }, remove: { items: [{ userId: '2' }] } },
    {},
    'finding',
    /shared with 1$/,
  ],
  ['a form nobody has seen', undefined, {}, 'finding', /could not read/],
  [
    'a denied try',
    { add: { items: [{ userId: '1' }] } },
    { errorCode: 'Client.UnauthorizedOperation' },
    'attempted',
    /shared with 1/,
  ],
  ['an account out', { remove: { items: [{ userId: '2' }] } }, {}, 'ignored', /nobody more/],
  ['a group that is nobody', { add: { items: [{ group: 'none' }] } }, {}, 'ignored', /nobody more/],
  ['a dry run', { add: { items: [{ group: 'all' }] } }, { errorCode: 'Client.DryRunOperation' }, 'ignored', /failed/],
  ['a malware scan', { add: { items: [{ userId: '1' }] } }, { userIdentity: scanner }, 'ignored', /own work/],
  ['no snapshot', {}, { requestParameters: null }, 'ignored', /no snapshot/],
])('%s', (_, permission, more, kind, because) => {
  const finding = judged(monitor, sharing(permission, more));
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') {
    expect(finding.resources).toMatchObject([{ id: 'snap-1', arn: 'arn:aws:ec2:eu-west-1::snapshot/snap-1' }]);
  }
});

describe('decide', () => {
  const nobody: State = { snapshot: 'snap-1', isPublic: false, strangers: [], isScanned: false };
  const change = (isPublic: boolean, strangers: readonly string[]): Change => ({
    snapshot: 'snap-1',
    isPublic,
    strangers,
  });

  test.each<[string, Partial<State>, object]>([
    ['nobody', {}, { kind: 'leave' }],
    [
      'everybody',
      { isPublic: true },
      { kind: 'plan', change: change(true, []), because: expect.stringMatching(/with everybody;/) },
    ],
    [
      'a stranger',
      { strangers: ['9'] },
      { kind: 'plan', change: change(false, ['9']), because: expect.stringMatching(/with 9;/) },
    ],
    ['both', { isPublic: true, strangers: ['9'] }, { kind: 'plan', because: expect.stringMatching(/everybody, 9/) }],
    ['somebody who scans, maybe', { strangers: ['9'], isScanned: true }, { kind: 'ask' }],
    ['everybody, whatever the mark', { isPublic: true, isScanned: true }, { kind: 'plan' }],
  ])('%s', (_, state, expected) => {
    expect(decide({ ...nobody, ...state })).toMatchObject(expected);
  });
});

describe('fix', () => {
  const resource = { type: 'AWS::EC2::Snapshot', id: 'snap-1', arn: '', account: '1', region: 'r' };
  const isMember = async (account: string) => account === '222222222222';
  const shares = [{ UserId: '222222222222' }, { UserId: stranger }, { Group: 'all' }];

  test('takes the share from strangers and everybody, and undo gives exactly that back', async () => {
    const session = aSession(({ name }) =>
      name === 'DescribeSnapshotAttribute' ? { CreateVolumePermissions: shares } : {},
    );
    const state = await fix.read(resource, session, isMember);
    expect(state).toEqual({ snapshot: 'snap-1', isPublic: true, strangers: [stranger], isScanned: false });
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    const input = {
      SnapshotId: 'snap-1',
      Attribute: 'createVolumePermission',
      GroupNames: ['all'],
      UserIds: [stranger],
    };
    expect(session.sent.slice(-2).map((sent) => sent.input)).toEqual([
      { ...input, OperationType: 'remove' },
      { ...input, OperationType: 'add' },
    ]);
  });

  test('the mark of a scan is read where there are strangers', async () => {
    const Snapshots = [{ Tags: [{ Key: 'GuardDutyScanId', Value: 'x' }] }];
    const session = aSession(({ name }) =>
      name === 'DescribeSnapshots' ? { Snapshots } : { CreateVolumePermissions: [{ UserId: stranger }] },
    );
    expect(await fix.read(resource, session, isMember)).toMatchObject({ isScanned: true, isPublic: false });
  });

  test('shared inside only: one call', async () => {
    const session = aSession(() => ({ CreateVolumePermissions: [{ UserId: '222222222222' }] }));
    expect(await fix.read(resource, session, isMember)).toMatchObject({ isPublic: false, strangers: [] });
    expect(session.sent).toHaveLength(1);
  });

  test('gone is success', async () => {
    const session = aSession(() => awsError('InvalidSnapshot.NotFound'));
    expect(await fix.read(resource, session, isMember)).toBeUndefined();
    await expect(
      fix.apply({ snapshot: 'snap-1', isPublic: true, strangers: [] } as never, session),
    ).resolves.toBeUndefined();
  });

  test('another error is one', async () => {
    const session = aSession(() => awsError('UnauthorizedOperation'));
    await expect(fix.read(resource, session, isMember)).rejects.toThrow('UnauthorizedOperation');
    await expect(fix.apply({ snapshot: 'snap-1', isPublic: true, strangers: [] } as never, session)).rejects.toThrow();
  });
});

describe('control', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['with an account', { 'ec2:Add/userId': stranger }, 'DenySharingSnapshots'],
    ['with everybody', { 'ec2:Add/group': 'all' }, 'DenyPublicSnapshots'],
    [
      'a backup with everybody',
      { 'ec2:Add/group': 'all', 'aws:ResourceTag/aws:backup:source-resource': 'x' },
      'DenyPublicSnapshots',
    ],
    [
      'a backup on its way',
      { 'ec2:Add/userId': stranger, 'aws:ResourceTag/aws:backup:source-resource': 'x' },
      'allowed',
    ],
    ['with whoever the request does not say', {}, 'DenyChangingSnapshots'],
    [
      'with an account, of which another is taken back',
      { 'ec2:Add/userId': stranger, 'ec2:Remove/userId': '222222222222' },
      'DenySharingSnapshots',
    ],
    ['with an account no longer', { 'ec2:Remove/userId': stranger }, 'allowed'],
    ['with everybody no longer', { 'ec2:Remove/group': 'all' }, 'allowed'],
  ])('sharing %s: %s', (_, context, expected) => {
    const resource = 'arn:aws:ec2:eu-west-1::snapshot/snap-1';
    expect(decided(guardrail, { action: 'ec2:ModifySnapshotAttribute', resource, context })).toBe(expected);
  });

  test.each(['ec2:CreateSnapshot', 'ec2:CopySnapshot', 'ec2:DeleteSnapshot', 'ec2:DescribeSnapshotAttribute'])(
    '%s stays allowed',
    (action) => {
      expect(decided(guardrail, { action })).toBe('allowed');
    },
  );

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(950);
  });
});

describe('check', () => {
  const policy = (...Schedules: readonly JsonObject[]) => ({
    Resources: { Daily: { Type: 'AWS::DLM::LifecyclePolicy', Properties: { PolicyDetails: { Schedules } } } },
  });

  test('a schedule that shares is refused where it does', () => {
    const shares = { ShareRules: [{ TargetAccounts: [stranger] }] };
    expect(check(policy({}, shares), facts)).toMatchObject([
      { logicalId: 'Daily', path: 'Properties.PolicyDetails.Schedules.1.ShareRules' },
    ]);
  });

  test('one that does not is fine', () => {
    expect(check(policy({ ShareRules: [] }, {}), facts)).toEqual([]);
  });
});
