import { fix } from '../../policies/instances-stay-patched/fix';
import { behind, sunday } from './a-patched-instance';
import { aSession, awsError } from './a-session';

const account = '111122223333';
const region = 'eu-west-1';
const isMember = async () => true;
const resourceOf = (id: string) => ({ type: 'AWS::EC2::Instance', id, arn: 'a', account, region });

const hour = 3_600_000;

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
