import { createHash } from 'node:crypto';
import { ec2Instance } from '../../lib/events/ec2-instance';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/instances-stay-uncompromised';
import type { Manifest } from '../../policies/instances-stay-uncompromised/evidence';
import { fix } from '../../policies/instances-stay-uncompromised/fix';
import { monitor } from '../../policies/instances-stay-uncompromised/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { lookedAt } from './looked-at';

const account = '111122223333';
const arnOf = (id: string, owner = account, region = 'eu-west-1') => `arn:aws:ec2:${region}:${owner}:instance/${id}`;

const finding = (detail: JsonObject): EventBridgeEvent => ({
  ...anApiCall({ eventName: 'unused' }),
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  region: 'eu-west-1',
  detail: {
    type: 'CryptoCurrency:EC2/BitcoinTool.B',
    severity: 8,
    resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-1' } },
    service: { archived: false },
    ...detail,
  },
});

interface GuardDutyCase {
  readonly title: string;
  readonly detail: JsonObject;
  readonly arn?: string;
  readonly reaches?: false;
}
const guardDuty: readonly GuardDutyCase[] = [
  { title: 'high', detail: {}, arn: arnOf('i-1') },
  { title: 'just high', detail: { severity: 7 }, arn: arnOf('i-1') },
  { title: 'medium', detail: { severity: 6.9 }, reaches: false },
  {
    title: "a member's, heard by the administrator",
    detail: { accountId: '222233334444', region: 'eu-central-1' },
    arn: arnOf('i-1', '222233334444', 'eu-central-1'),
  },
  { title: 'archived', detail: { service: { archived: true } } },
  { title: 'of an instance without a name', detail: { resource: { resourceType: 'Instance' } } },
  { title: 'of a key', detail: { resource: { resourceType: 'AccessKey' } }, reaches: false },
];
test.each(guardDuty)('a finding that is $title', ({ detail, arn, reaches = true }) => {
  const event = finding(detail);
  const heard = monitor.finding(event, facts);
  expect(heard.kind).toBe(arn ? 'finding' : 'ignored');
  if (heard.kind !== 'ignored') expect(heard.resources.map((one) => one.arn)).toEqual([arn]);
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
});

interface MarkCase {
  readonly title: string;
  readonly eventName?: string;
  readonly tag: JsonObject;
  readonly ids?: readonly string[];
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly resources?: readonly string[];
  readonly reaches?: false;
}
const compromised = { key: 'breakwater:compromised', value: 'mining' };
const marks: readonly MarkCase[] = [
  { title: 'a mark', tag: compromised, kind: 'finding', resources: ['i-1'] },
  {
    title: 'a mark on two',
    tag: compromised,
    ids: ['i-1', 'vol-1', 'i-2'],
    kind: 'finding',
    resources: ['i-1', 'i-2'],
  },
  { title: 'a mark on a volume', tag: compromised, ids: ['vol-1'], kind: 'ignored' },
  {
    title: 'a mark, denied',
    tag: compromised,
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    resources: ['i-1'],
  },
  { title: 'a release', tag: { ...compromised, value: 'released' }, kind: 'finding', resources: [account] },
  {
    title: 'a mark taken off',
    eventName: 'DeleteTags',
    tag: { key: 'breakwater:compromised' },
    kind: 'finding',
    resources: [account],
  },
  {
    title: 'a mark taken off, denied',
    eventName: 'DeleteTags',
    tag: { key: 'breakwater:compromised' },
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    resources: [account],
  },
  {
    title: "evidence's mark taken off",
    eventName: 'DeleteTags',
    tag: { key: 'breakwater:evidence' },
    ids: ['snap-1'],
    kind: 'finding',
    resources: [account],
  },
  { title: "evidence's mark", tag: { key: 'breakwater:evidence', value: 'i-1' }, ids: ['snap-1'], kind: 'ignored' },
  { title: 'another tag', tag: { key: 'team', value: 'shop' }, kind: 'ignored', reaches: false },
];
test.each(marks)(
  '$title: $kind',
  ({ eventName = 'CreateTags', tag, ids = ['i-1'], errorCode, kind, resources, reaches = true }) => {
    const requestParameters = {
      resourcesSet: { items: ids.map((resourceId) => ({ resourceId })) },
      tagSet: { items: [tag] },
    };
    const detail = { requestParameters, ...(errorCode && { errorCode }) };
    const event = anApiCall({ eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-west-1', eventName, ...detail });
    const heard = monitor.finding(event, facts);
    expect(heard.kind).toBe(kind);
    if (heard.kind !== 'ignored') expect(heard.resources.map(({ id }) => id)).toEqual(resources);
    expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
  },
);

test('the hourly look finds what is marked and not released', async () => {
  const of = (InstanceId: string, Value: string) => ({ InstanceId, Tags: [{ Key: 'breakwater:compromised', Value }] });
  const Instances = [of('i-1', 'mining'), of('i-2', 'released'), { InstanceId: 'i-3' }];
  const session = aSession(() => ({ Reservations: [{ Instances }] }));
  expect((await lookedAt(monitor, session)).map(({ id }) => id)).toEqual(['i-1']);
});

const reachable = {
  instance: 'i-1',
  lifecycle: 'running',
  vpc: 'vpc-1',
  marked: true,
  interfaces: [
    { id: 'eni-1', groups: ['sg-1', 'sg-2'] },
    { id: 'eni-2', groups: ['sg-1'] },
  ],
  hasEvidence: false,
};
const cutOff = { ...reachable, hasEvidence: true, quarantine: 'sg-q', interfaces: [{ id: 'eni-1', groups: ['sg-q'] }] };
test.each([
  { title: 'marked', state: reachable, kind: 'plan', asks: false },
  { title: 'only detected', state: { ...reachable, marked: false }, kind: 'plan', asks: true },
  { title: 'cut off', state: cutOff, kind: 'leave' },
  { title: 'cut off, nothing kept', state: { ...cutOff, hasEvidence: false }, kind: 'plan', asks: false },
  { title: 'cut off, not marked', state: { ...cutOff, marked: false }, kind: 'plan', asks: true },
  {
    title: 'in another group as well',
    state: { ...cutOff, interfaces: [{ id: 'eni-1', groups: ['sg-q', 'sg-1'] }] },
    kind: 'plan',
    asks: false,
  },
  {
    title: 'in another group',
    state: { ...cutOff, interfaces: [{ id: 'eni-1', groups: ['sg-1'] }] },
    kind: 'plan',
    asks: false,
  },
  {
    title: 'with one interface cut off',
    state: { ...cutOff, interfaces: [...cutOff.interfaces, { id: 'eni-2', groups: ['sg-1'] }] },
    kind: 'plan',
    asks: false,
  },
  { title: 'stopped', state: { ...reachable, lifecycle: 'stopped' }, kind: 'plan', asks: false },
  { title: 'terminated', state: { ...reachable, lifecycle: 'terminated' }, kind: 'leave' },
  { title: 'shutting down', state: { ...reachable, lifecycle: 'shutting-down' }, kind: 'leave' },
])('an instance that is $title: $kind', ({ state, kind, asks }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.approval !== undefined).toBe(asks);
});

test('evidence comes first, then the mark, the group and every interface; undo gives the groups back', async () => {
  const session = aSession(({ name }) => (name === 'CreateSecurityGroup' ? { GroupId: 'sg-new' } : {}));
  await fix.apply({ ...reachable, marked: false } as never, session);
  expect(session.sent.map(({ name }) => name)).toEqual([
    'CreateSnapshots',
    'CreateTags',
    'CreateSecurityGroup',
    'RevokeSecurityGroupEgress',
    'ModifyNetworkInterfaceAttribute',
    'ModifyNetworkInterfaceAttribute',
  ]);
  expect(session.sent.slice(-2).map(({ input }) => [input.NetworkInterfaceId, input.Groups])).toEqual([
    ['eni-1', ['sg-new']],
    ['eni-2', ['sg-new']],
  ]);
  const later = aSession(() => ({}));
  await fix.undo(reachable as never, {} as never, later);
  expect(later.sent.map(({ name, input }) => [name, input.Groups ?? input.Tags])).toEqual([
    ['ModifyNetworkInterfaceAttribute', ['sg-1', 'sg-2']],
    ['ModifyNetworkInterfaceAttribute', ['sg-1']],
    ['CreateTags', [{ Key: 'breakwater:compromised', Value: 'released' }]],
  ]);
});

test('what is there already is not made again; an interface that is gone is no trouble', async () => {
  const session = aSession(() => awsError('InvalidNetworkInterfaceID.NotFound'));
  await fix.apply({ ...reachable, hasEvidence: true, quarantine: 'sg-q' } as never, session);
  expect(session.sent.map(({ name }) => name)).toEqual(Array(2).fill('ModifyNetworkInterfaceAttribute'));
});

describe('what the instance works as, and whom it belongs to', () => {
  const instance = {
    InstanceId: 'i-1',
    State: { Name: 'running' },
    IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web/Shop' },
    Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'web' }],
  };
  const answers: Readonly<Record<string, unknown>> = {
    DescribeInstances: { Reservations: [{ Instances: [instance] }] },
    GetInstanceProfile: { InstanceProfile: { Roles: [{ RoleName: 'Shop' }] } },
    GetRolePolicy: awsError('NoSuchEntityException'),
    DescribeAutoScalingInstances: { AutoScalingInstances: [{ LifecycleState: 'InService' }] },
  };
  const read = (more: typeof answers = {}) =>
    fix.read(
      ec2Instance('i-1', 'aws', { account: '111122223333', region: 'eu-west-1' }),
      aSession(({ name }) => ({ ...answers, ...more })[name]),
      async () => false,
    );

  test('is read', async () => {
    expect(await read()).toMatchObject({
      role: { name: 'Shop', revoked: false },
      group: { name: 'web', inService: true },
    });
    const over = {
      GetRolePolicy: {},
      DescribeAutoScalingInstances: { AutoScalingInstances: [{ LifecycleState: 'Standby' }] },
    };
    expect(await read(over)).toMatchObject({ role: { revoked: true }, group: { inService: false } });
    expect(await read({ GetInstanceProfile: awsError('NoSuchEntityException') })).not.toHaveProperty('role');
  });

  test.each([
    ['credentials still open something', { role: { name: 'Shop', revoked: false } }, 'plan'],
    ['its group would terminate it', { group: { name: 'web', inService: true } }, 'plan'],
    ['both are seen to', { role: { name: 'Shop', revoked: true }, group: { name: 'web', inService: false } }, 'leave'],
  ])('%s: %s', (_, more, kind) => expect(fix.decide({ ...cutOff, ...more } as never, facts).kind).toBe(kind));

  test('standby comes before the cut, and what was handed out here opens nothing, wherever it is used', async () => {
    const change = {
      ...cutOff,
      quarantine: 'sg-q',
      role: { name: 'Shop', revoked: false },
      group: { name: 'web', inService: true },
    };
    const session = aSession(() => ({}));
    await fix.apply(change as never, session);
    expect(session.sent.map(({ name }) => name)).toEqual([
      'EnterStandby',
      'ModifyNetworkInterfaceAttribute',
      'PutRolePolicy',
    ]);
    expect(session.sent[0]?.input).toMatchObject({ ShouldDecrementDesiredCapacity: false });
    expect(JSON.parse(String(session.sent[2]?.input.PolicyDocument)).Statement).toEqual([
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { ArnLike: { 'ec2:SourceInstanceARN': 'arn:*:ec2:*:111122223333:instance/i-1' } },
      },
    ]);

    const back = aSession(() => ({}));
    await fix.undo(cutOff as never, change as never, back);
    expect(back.sent.map(({ name }) => name)).toEqual([
      'ModifyNetworkInterfaceAttribute',
      'DeleteRolePolicy',
      'ExitStandby',
      'CreateTags',
    ]);
    expect(back.sent[1]?.input).toEqual({ RoleName: 'Shop', PolicyName: 'breakwater-contained-i-1' });
  });
});

describe('evidence', () => {
  const snapshot = (SnapshotId: string, State: string) => ({
    SnapshotId,
    State,
    VolumeId: 'vol-1',
    StartTime: new Date(0),
  });
  const followed = (...Snapshots: readonly object[]) =>
    fix.follow?.(
      cutOff as never,
      aSession(
        ({ name }) =>
          ({
            DescribeSnapshots: { Snapshots },
            DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: 'i-1' }] }] },
            GetConsoleOutput: { Output: Buffer.from('login: root').toString('base64') },
          })[name],
      ),
    );

  test.each([
    ['is awaited', [snapshot('snap-1', 'completed'), snapshot('snap-2', 'pending')], 'underway', /1 of 2 disks/],
    ['that cannot be taken is told', [snapshot('snap-1', 'error')], 'failed', /snap-1 of i-1 failed/],
  ])('%s', async (_, snapshots, kind, because) => {
    expect(await followed(...snapshots)).toMatchObject({ kind, because: expect.stringMatching(because) });
  });

  test('is kept with a hash of each part, and one over all', async () => {
    const progress = await followed(snapshot('snap-2', 'completed'), snapshot('snap-1', 'completed'));
    if (progress?.kind !== 'done') throw new Error('nothing was kept');
    const { items, sha256 } = progress.evidence as Manifest;
    expect(items.map(({ name }) => name)).toEqual(['description', 'console', 'snapshot snap-1', 'snapshot snap-2']);
    expect(items[1]).toMatchObject({ content: 'login: root' });
    for (const { content, sha256: own } of items) expect(own).toBe(hashOf(JSON.stringify(content)));
    expect(sha256).toBe(hashOf(items.map((item) => item.sha256).join('\n')));
    expect(progress.because).toContain(sha256);
  });

  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
});

const compromisedMark = 'aws:ResourceTag/breakwater:compromised';
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ec2:TerminateInstances', context: { [compromisedMark]: 'mining' }, is: 'DenyTouchingCompromised' },
  { action: 'ec2:TerminateInstances', context: { [compromisedMark]: 'released' }, is: 'allowed' },
  { action: 'ec2:TerminateInstances', is: 'allowed' },
  { action: 'ec2:StopInstances', context: { [compromisedMark]: 'mining' }, is: 'allowed' },
  { action: 'ec2:DeleteSnapshot', context: { 'aws:ResourceTag/breakwater:evidence': 'i-1' }, is: 'DenyLosingEvidence' },
  { action: 'ec2:DeleteSnapshot', is: 'allowed' },
  { action: 'ec2:DeleteTags', context: { 'aws:TagKeys': ['team', 'breakwater:compromised'] }, is: 'DenyUnmarking' },
  { action: 'ec2:DeleteTags', context: { 'aws:TagKeys': ['team'] }, is: 'allowed' },
  { action: 'ec2:CreateTags', context: { 'aws:RequestTag/breakwater:compromised': 'released' }, is: 'DenyReleasing' },
  { action: 'ec2:CreateTags', context: { 'aws:RequestTag/breakwater:compromised': 'mining' }, is: 'allowed' },
];
test.each(requests)('$action of $context: $is', ({ is, ...request }) => expect(decided(guardrail, request)).toBe(is));

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_300));

const tagChange = (tags: Readonly<Record<string, string>>, keys: readonly string[] = ['breakwater:compromised']) => ({
  ...anApiCall({ eventName: 'unused' }),
  source: 'aws.tag',
  'detail-type': 'Tag Change on Resource',
  resources: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0ab'],
  detail: { 'changed-tag-keys': [...keys], service: 'ec2', 'resource-type': 'instance', tags },
});
test.each([
  {
    title: 'a mark',
    event: tagChange({ 'breakwater:compromised': 'root', team: 'shop' }),
    reaches: true,
    kind: 'finding',
  },
  { title: 'a release', event: tagChange({ 'breakwater:compromised': 'released' }), reaches: true, kind: 'ignored' },
  { title: 'a mark that was taken off', event: tagChange({ team: 'shop' }), reaches: true, kind: 'ignored' },
  { title: 'another tag', event: tagChange({ team: 'shop' }, ['team']), reaches: false, kind: 'ignored' },
])('the tags of an instance tell of $title, whoever made it: $kind', ({ event, reaches, kind }) => {
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
  expect(monitor.finding(event, facts)).toMatchObject({
    kind,
    ...(kind === 'finding' && { resources: [{ id: 'i-0ab' }] }),
  });
});
