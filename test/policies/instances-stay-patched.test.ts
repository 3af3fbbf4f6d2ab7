import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import type { Share } from '../../lib/model/operations';
import { guardrail } from '../../policies/instances-stay-patched';
import { fix } from '../../policies/instances-stay-patched/fix';
import { monitor } from '../../policies/instances-stay-patched/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';
const region = 'eu-west-1';
const isMember = async () => true;
const resourceOf = (id: string) => ({ type: 'AWS::EC2::Instance', id, arn: 'a', account, region });

const compliance = (detail: JsonObject): EventBridgeEvent => ({
  ...anApiCall({ eventName: 'unused' }),
  'detail-type': 'Configuration Compliance State Change',
  source: 'aws.ssm',
  region,
  detail: {
    'resource-type': 'managed-instance',
    'resource-id': 'i-0ab',
    'compliance-type': 'Patch',
    'compliance-status': 'non_compliant',
    ...detail,
  },
});

test.each([
  { title: 'an instance', detail: {}, id: 'i-0ab', reaches: true },
  { title: 'a machine elsewhere', detail: { 'resource-id': 'mi-0ab' }, id: 'mi-0ab', reaches: true },
  { title: 'an association', detail: { 'compliance-type': 'Association' }, id: undefined, reaches: false },
  { title: 'one that complies', detail: { 'compliance-status': 'compliant' }, id: 'i-0ab', reaches: false },
])('Systems Manager tells of $title', ({ detail, id, reaches }) => {
  const event = compliance(detail as JsonObject);
  const finding = monitor.finding(event, facts);
  expect(finding.kind === 'finding' ? finding.resources.map((one) => one.id) : []).toEqual(id ? [id] : []);
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
});

test('Config tells of an instance inside an id of its own', () => {
  const detail = {
    resourceType: 'AWS::SSM::PatchCompliance',
    resourceId: 'AWS::SSM::ManagedInstanceInventory/i-0ab',
    configRuleName: 'OrgConfigRule-breakwater-x',
    newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
  };
  const event = { ...compliance({}), source: 'aws.config', detail };
  expect(monitor.finding(event, facts)).toMatchObject({ kind: 'finding', resources: [{ id: 'i-0ab' }] });
});

test('the rule of Config is for what Systems Manager says of patches', () => {
  expect(monitor.configRules).toEqual([
    { identifier: 'EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK', resourceTypes: ['AWS::SSM::PatchCompliance'] },
  ]);
});

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject | null;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
}
const managing = { settingId: '/ssm/managed-instance/default-ec2-instance-management-role' };
const cases: readonly Case[] = [
  ...[
    'DeletePatchBaseline',
    'DeregisterManagedInstance',
    'DeregisterPatchBaselineForPatchGroup',
    'RegisterDefaultPatchBaseline',
  ].map((eventName) => ({ eventName, kind: 'finding' as const })),
  { eventName: 'ResetServiceSetting', request: {}, kind: 'ignored' },
  { eventName: 'RegisterDefaultPatchBaseline', request: null, more: { errorCode: 'AccessDenied' }, kind: 'attempted' },
  { eventName: 'DeletePatchBaseline', more: { errorCode: 'ResourceInUseException' }, kind: 'ignored' },
  {
    eventName: 'DeregisterPatchBaselineForPatchGroup',
    more: { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'ignored',
  },
  { eventName: 'ResetServiceSetting', request: managing, kind: 'finding' },
  {
    eventName: 'UpdateServiceSetting',
    request: { settingId: '/ssm/parameter-store/high-throughput-enabled' },
    kind: 'ignored',
  },
  { eventName: 'UpdateServiceSetting', request: null, more: { errorCode: 'AccessDenied' }, kind: 'attempted' },
  { eventName: 'CreatePatchBaseline', kind: 'ignored' },
];
test.each(cases)('$eventName $request: $kind', ({ eventName, request = {}, more = {}, kind }) => {
  const event = anApiCall({
    eventSource: 'ssm.amazonaws.com',
    awsRegion: region,
    eventName,
    requestParameters: request,
    ...more,
  });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual([account]);
});

const hour = 3_600_000;
const inventory = (now: number) => ({
  Reservations: [
    {
      Instances: [
        { InstanceId: 'i-managed', State: { Name: 'running' }, LaunchTime: new Date(now - 2 * hour) },
        { InstanceId: 'i-silent', State: { Name: 'running' }, LaunchTime: new Date(now - 2 * hour) },
        { InstanceId: 'i-new', State: { Name: 'running' }, LaunchTime: new Date(now - hour / 2) },
        { InstanceId: 'i-stopped', State: { Name: 'stopped' }, LaunchTime: new Date(now - 2 * hour) },
      ],
    },
  ],
});
test.each([
  { at: '2026-11-21T06:20:00Z', found: ['i-silent', 'i-managed'] },
  { at: '2026-11-21T07:20:00Z', found: [] },
])('the look at $at finds $found', async ({ at, found }) => {
  jest.useFakeTimers({ now: new Date(at), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const session = aSession(({ name }) => {
    if (name === 'DescribeInstances') return inventory(Date.parse(at));
    if (name === 'DescribeInstanceInformation')
      return { InstanceInformationList: [{ InstanceId: 'i-managed' }, { InstanceId: 'mi-1' }] };
    return {
      InstancePatchStates: [
        { InstanceId: 'i-managed', MissingCount: 2 },
        { InstanceId: 'mi-1', InstalledCount: 9 },
      ],
    };
  });
  const seen = (await lookedAt(monitor, session)).map(({ id }) => id);
  jest.useRealTimers();
  expect(seen).toEqual(found);
});

const patched = { missing: 0, failed: 0, pendingReboot: 0 };
const behind = {
  instance: 'i-1',
  lifecycle: 'running',
  managed: true,
  patches: { ...patched, missing: 2 },
  busy: false,
};
test.each([
  {
    title: 'lacks patches',
    state: behind,
    kind: 'plan',
    change: { instance: 'i-1' },
    because: /2 patches, and 0 failed/,
  },
  {
    title: 'had patches fail',
    state: { ...behind, patches: { ...patched, failed: 1 } },
    kind: 'plan',
    because: /1 failed/,
  },
  {
    title: 'is one of a group',
    state: { ...behind, group: 'web' },
    kind: 'plan',
    change: { group: 'web' },
    because: /2 patches/,
  },
  { title: 'is being patched', state: { ...behind, busy: true }, kind: 'leave', because: /being patched/ },
  {
    title: 'waits for a reboot',
    state: { ...behind, patches: { ...patched, pendingReboot: 3 } },
    kind: 'ask',
    because: /reboot to finish 3/,
  },
  { title: 'is patched', state: { ...behind, patches: patched }, kind: 'leave', because: /is patched/ },
  { title: 'reports nothing', state: { ...behind, managed: false }, kind: 'ask', because: /reports nothing/ },
  { title: 'is stopped', state: { ...behind, lifecycle: 'stopped' }, kind: 'leave', because: /stopped/ },
])('an instance that $title: $kind', ({ state, kind, change, because }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because), ...(change && { change }) });
  if (decision.kind === 'plan') expect(decision.approval).toMatch(/reboot|replaced/);
});

const sunday = { name: 'sunday', next: '2026-11-29T03:00Z', missed: false };
test.each([
  {
    title: 'that opens again',
    is: { ...behind, window: sunday },
    kind: 'leave',
    because: /sunday, which opens 2026-11-29/,
  },
  {
    title: 'that passed it by',
    is: { ...behind, window: { ...sunday, missed: true } },
    kind: 'plan',
    because: /sunday was open and installed none/,
  },
  {
    title: 'where patches fail',
    is: { ...behind, window: sunday, patches: { ...patched, missing: 1, failed: 1 } },
    kind: 'plan',
    because: /1 failed/,
  },
  {
    title: 'that starts it again',
    is: { ...behind, window: sunday, patches: { ...patched, pendingReboot: 1 } },
    kind: 'leave',
    because: /sunday/,
  },
])('an instance with a window $title: $kind', ({ is, kind, because }) => {
  const decision = fix.decide(is as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (decision.kind === 'plan') expect(decision.approval).toMatch(/now and not in sunday/);
});

test('what the organization says of patching is kept to', () => {
  const said = (concurrency: Share) => ({ ...facts, patching: { concurrency, reboot: 'never' as const } });
  expect(fix.decide(behind as never, said('25%'))).toMatchObject({
    change: { instance: 'i-1', reboot: 'never' },
    approval: expect.stringMatching(/without a reboot/),
  });
  const group = { ...behind, group: 'web' };
  expect(fix.decide(group as never, said('25%'))).toMatchObject({ change: { group: 'web', healthyPercent: 75 } });
  expect(fix.decide(group as never, said('3'))).toMatchObject({ approval: expect.stringMatching(/10 % at a time/) });
  const waiting = { ...behind, window: sunday, patches: { ...patched, pendingReboot: 1 } };
  expect(fix.decide(waiting as never, said('3'))).toMatchObject({ kind: 'ask' });
});

const answering = (answers: Readonly<Record<string, unknown>>) => aSession(({ name }) => answers[name]);
const running = (Tags: object[] = []) => ({ Reservations: [{ Instances: [{ State: { Name: 'running' }, Tags }] }] });
const managed = { InstanceInformationList: [{ InstanceId: 'i-1' }] };
const lacking = { InstancePatchStates: [{ InstanceId: 'i-1', MissingCount: 2 }] };

test('a state is read, and what is at work on it', async () => {
  const answers = {
    DescribeInstances: running(),
    DescribeInstanceInformation: managed,
    DescribeInstancePatchStates: lacking,
  };
  expect(await fix.read(resourceOf('i-1'), answering(answers), isMember)).toEqual(behind);
  const commands = { Commands: [{ CommandId: 'c', Status: 'InProgress' }] };
  expect(await fix.read(resourceOf('i-1'), answering({ ...answers, ListCommands: commands }), isMember)).toMatchObject({
    busy: true,
  });
  const done = { Commands: [{ CommandId: 'c', Status: 'Success' }] };
  expect(await fix.read(resourceOf('i-1'), answering({ ...answers, ListCommands: done }), isMember)).toMatchObject({
    busy: false,
  });
});

const hours = (count: number) => new Date(count * hour);
const opened = { WindowExecutions: [{ StartTime: hours(10), EndTime: hours(13) }, { StartTime: hours(20) }] };
const install = (at: number, Status = 'Success', Operation = 'Install') => ({
  Commands: [{ Status, RequestedDateTime: hours(at), Parameters: { Operation: [Operation] } }],
});
test.each([
  { title: 'has not been open yet', answers: {}, missed: false },
  {
    title: 'is open for the first time',
    answers: { ran: { WindowExecutions: [{ StartTime: hours(10) }] } },
    missed: false,
  },
  { title: 'was open before the instance ran', answers: { ran: opened, launched: hours(11) }, missed: false },
  { title: 'was open and patched it', answers: { ran: opened, commands: install(11) }, missed: false },
  { title: 'was open and passed it by', answers: { ran: opened }, missed: true },
  { title: 'was open and failed', answers: { ran: opened, commands: install(11, 'Failed') }, missed: true },
  {
    title: 'was open and only scanned',
    answers: { ran: opened, commands: install(11, 'Success', 'Scan') },
    missed: true,
  },
  { title: 'patched it the time before', answers: { ran: opened, commands: install(2) }, missed: true },
])('a window that $title is read', async ({ answers, missed }) => {
  const {
    ran = {},
    commands = {},
    launched = hours(1),
  }: { ran?: object; commands?: object; launched?: Date } = answers;
  const session = answering({
    DescribeInstances: {
      Reservations: [
        {
          Instances: [
            { State: { Name: 'running' }, LaunchTime: launched, Tags: [{ Key: 'PatchWindow', Value: 'sunday' }] },
          ],
        },
      ],
    },
    DescribeInstanceInformation: managed,
    DescribeInstancePatchStates: lacking,
    DescribeMaintenanceWindows: { WindowIdentities: [{ WindowId: 'mw-1', NextExecutionTime: sunday.next }] },
    DescribeMaintenanceWindowExecutions: ran,
    ListCommands: commands,
  });
  expect(await fix.read(resourceOf('i-1'), session, isMember)).toEqual({ ...behind, window: { ...sunday, missed } });
  const asked = session.sent.find(({ name }) => name === 'DescribeMaintenanceWindows');
  expect(asked?.input).toEqual({ Filters: [{ Key: 'Name', Values: ['breakwater-sunday'] }] });
});

test('a tag that names no window, or one that is shut for good, is none', async () => {
  const tagged = running([{ Key: 'PatchWindow', Value: 'never' }]);
  const answers = {
    DescribeInstances: tagged,
    DescribeInstanceInformation: managed,
    DescribeInstancePatchStates: lacking,
  };
  expect(await fix.read(resourceOf('i-1'), answering(answers), isMember)).toEqual(behind);
  const shut = { DescribeMaintenanceWindows: { WindowIdentities: [{ WindowId: 'mw-1', Enabled: false }] } };
  expect(await fix.read(resourceOf('i-1'), answering({ ...answers, ...shut }), isMember)).toEqual(behind);
});

test("a group's refresh is what is at work on its instances", async () => {
  const answers = {
    DescribeInstances: running([{ Key: 'aws:autoscaling:groupName', Value: 'web' }]),
    DescribeInstanceInformation: managed,
    DescribeInstancePatchStates: lacking,
    DescribeInstanceRefreshes: { InstanceRefreshes: [{ Status: 'InProgress' }] },
  };
  expect(await fix.read(resourceOf('i-1'), answering(answers), isMember)).toEqual({
    ...behind,
    group: 'web',
    busy: true,
  });
  const idle = { ...answers, DescribeInstanceRefreshes: { InstanceRefreshes: [{ Status: 'Successful' }] } };
  expect(await fix.read(resourceOf('i-1'), answering(idle), isMember)).toMatchObject({ busy: false });
});

test('a machine outside of EC2 is asked of Systems Manager alone; what is silent has no patches to read', async () => {
  const elsewhere = answering({ DescribeInstanceInformation: { InstanceInformationList: [] } });
  expect(await fix.read(resourceOf('mi-1'), elsewhere, isMember)).toMatchObject({
    managed: false,
    lifecycle: 'running',
  });
  expect(elsewhere.sent.map(({ name }) => name)).toEqual(['DescribeInstanceInformation']);
  const gone = aSession(() => awsError('InvalidInstanceID.NotFound'));
  expect(await fix.read(resourceOf('i-1'), gone, isMember)).toBeUndefined();
  expect(await fix.read({ ...resourceOf('x'), type: 'AWS::::Account' }, gone, isMember)).toBeUndefined();
});

test('an instance is patched, and undo cancels what still runs', async () => {
  const session = answering({ ListCommands: { Commands: [{ CommandId: 'c-1', Status: 'Pending' }] } });
  await fix.apply({ instance: 'i-1' } as never, session);
  await fix.undo({} as never, { instance: 'i-1' } as never, session);
  expect(session.sent[0]).toMatchObject({
    name: 'SendCommand',
    input: {
      DocumentName: 'AWS-RunPatchBaseline',
      InstanceIds: ['i-1'],
      Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
    },
  });
  expect(session.sent.at(-1)).toEqual({ name: 'CancelCommand', input: { CommandId: 'c-1', InstanceIds: ['i-1'] } });
});

test('an instance is not started again where nobody may', async () => {
  const session = aSession(() => ({}));
  await fix.apply({ instance: 'i-1', reboot: 'never' } as never, session);
  expect(session.sent[0]).toMatchObject({ input: { Parameters: { RebootOption: ['NoReboot'] } } });
  await fix.apply({ group: 'web', healthyPercent: 75 } as never, session);
  expect(session.sent[1]).toMatchObject({ input: { Preferences: { MinHealthyPercentage: 75 } } });
});

test.each([
  ['is patched', { Status: 'Success' }, 'done'],
  ['is being patched', { Status: 'InProgress' }, 'underway'],
  ['waits for its turn', { Status: 'Pending' }, 'underway'],
  ['was not patched', { Status: 'Failed', StatusDetails: 'DeliveryTimedOut' }, 'failed'],
])('an instance that %s is followed by its newest command', async (_, newest, kind) => {
  const older = { Status: kind === 'failed' ? 'Success' : 'Failed', RequestedDateTime: new Date(1) };
  const session = answering({ ListCommands: { Commands: [older, { ...newest, RequestedDateTime: new Date(2) }] } });
  expect(await fix.follow?.({ instance: 'i-1' } as never, session)).toMatchObject({ kind });
});

test.each([
  ['Successful', 'done'],
  ['InProgress', 'underway'],
  ['Baking', 'underway'],
  ['RollbackSuccessful', 'failed'],
  ['Cancelled', 'failed'],
])('a refresh that is %s: %s', async (Status, kind) => {
  const session = answering({ DescribeInstanceRefreshes: { InstanceRefreshes: [{ Status, PercentageComplete: 30 }] } });
  expect(await fix.follow?.({ group: 'web' } as never, session)).toMatchObject({ kind });
});

test('a refresh nobody knows any more has failed', async () => {
  expect(await fix.follow?.({ group: 'web' } as never, answering({}))).toMatchObject({ kind: 'failed' });
});

test('a group is refreshed once, and undo cancels the refresh if there is one', async () => {
  const busy = aSession(() => awsError('InstanceRefreshInProgressFault'));
  await expect(fix.apply({ group: 'web' } as never, busy)).resolves.toBeUndefined();
  const over = aSession(() => awsError('ActiveInstanceRefreshNotFoundFault'));
  await expect(fix.undo({} as never, { group: 'web' } as never, over)).resolves.toBeUndefined();
  const session = aSession(() => ({}));
  await fix.apply({ group: 'web' } as never, session);
  expect(session.sent).toEqual([
    { name: 'StartInstanceRefresh', input: { AutoScalingGroupName: 'web', Preferences: { MinHealthyPercentage: 90 } } },
  ]);
});

const setting = (name: string) => `arn:aws:ssm:eu-west-1:${account}:servicesetting/ssm/${name}`;
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ssm:DeregisterManagedInstance', is: 'DenyUnmanaging' },
  { action: 'ssm:RegisterDefaultPatchBaseline', is: 'DenyUnmanaging' },
  {
    action: 'ssm:ResetServiceSetting',
    resource: setting('managed-instance/default-ec2-instance-management-role'),
    is: 'DenyUnmanagingByDefault',
  },
  { action: 'ssm:UpdateServiceSetting', resource: setting('parameter-store/high-throughput-enabled'), is: 'allowed' },
  ...[
    'ssm:DeleteMaintenanceWindow',
    'ssm:UpdateMaintenanceWindowTask',
    'ssm:DeregisterTaskFromMaintenanceWindow',
  ].flatMap((action) => [
    { action, context: { 'aws:ResourceTag/breakwater:operations': 'patching' }, is: 'DenyChangingPatchWindows' },
    { action, is: 'allowed' },
  ]),
  { action: 'ssm:SendCommand', is: 'allowed' },
  { action: 'ssm:CreatePatchBaseline', is: 'allowed' },
  { action: 'ssm:PutParameter', is: 'allowed' },
];
test.each(requests)('$action on $resource: $is', ({ is, ...request }) => expect(decided(guardrail, request)).toBe(is));

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
