import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/operating-system-root-stays-unused';
import { fix } from '../../policies/operating-system-root-stays-unused/fix';
import { monitor } from '../../policies/operating-system-root-stays-unused/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { decided, type Request } from './decided';
import { judged } from './judged';

const account = '111122223333';
const region = 'eu-west-1';
const isMember = async () => true;
const group = '/breakwater/operating-system';
const signIns = {
  type: 'AWS::Logs::LogGroup',
  id: group,
  arn: `arn:aws:logs:${region}:${account}:log-group:${group}`,
  account,
  region,
};
const instanceOf = (id: string) => ({ ...signIns, type: 'AWS::EC2::Instance', id });

const alarm = (alarmName: string, value = 'ALARM'): EventBridgeEvent => ({
  ...anApiCall({ eventName: 'unused' }),
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account,
  region,
  detail: { alarmName, state: { value }, previousState: { value: 'OK' } },
});

test('its alarm is about what machines say of sign-ins, in that account and region', () => {
  const event = alarm('breakwater-operating-system-root');
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(true);
  expect(monitor.finding(event, facts)).toMatchObject({ kind: 'finding', resources: [signIns] });
});

test.each([
  ["somebody else's alarm", alarm('disk-is-full')],
  ['the end of its own', alarm('breakwater-operating-system-root', 'OK')],
])('%s is none of it', (_, event) => {
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(false);
  expect(monitor.finding(event, facts).kind).toBe('ignored');
});

const filters: readonly { title: string; request: JsonObject | null; more?: JsonObject; kind: string }[] = [
  { title: 'of the group', request: { logGroupName: group }, kind: 'finding' },
  { title: 'of another group', request: { logGroupName: '/shop/orders' }, kind: 'ignored' },
  { title: 'that was denied', request: null, more: { errorCode: 'AccessDenied' }, kind: 'attempted' },
  {
    title: 'by a stack',
    request: { logGroupName: group },
    more: { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'ignored',
  },
];
test.each(filters)('a filter $title that is deleted: $kind', ({ request, more = {}, kind }) => {
  const call = { eventSource: 'logs.amazonaws.com', eventName: 'DeleteMetricFilter', requestParameters: request };
  const event = anApiCall({ ...call, awsRegion: region, ...more });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual([event.account]);
});

const ssh = 'Nov 22 03:14:15 h sshd[1]: Accepted publickey for root from 198.51.100.7 port 1 ssh2';
const sudo = 'Nov 22 03:14:15 h sudo[1]: ubuntu : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/mysql -psecret';
const cron = 'Nov 22 03:14:15 h CRON[1]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)';
const said = (logStreamName: string, ...messages: string[]) => messages.map((message) => ({ logStreamName, message }));
const running = (Tags: object[] = []) => ({ Reservations: [{ Instances: [{ State: { Name: 'running' }, Tags }] }] });
const mark = (Value: string) => [{ Key: 'breakwater:compromised', Value }];

/** A session where the group has those lines; of instances it knows those. */
const hearing = (events: object[], instances: Readonly<Record<string, object>> = {}) =>
  aSession(({ name, input }) => {
    if (name === 'FilterLogEvents') return { events };
    if (name !== 'DescribeInstances') return {};
    const [id = ''] = (input as { readonly InstanceIds?: readonly string[] }).InstanceIds ?? [];
    return instances[id] ?? awsError('InvalidInstanceID.NotFound');
  });

test('a filter of the group that is changed is heard, too', () => {
  const requestParameters = { logGroupName: group, filterPattern: '%nothing%' };
  const call = { eventSource: 'logs.amazonaws.com', eventName: 'PutMetricFilter', requestParameters };
  expect(judged(monitor, anApiCall({ ...call, awsRegion: region })).kind).toBe('finding');
});

test('who became root is read by machine, without what a command was given', async () => {
  const session = hearing([...said('i-2', ssh), ...said('i-1', cron, sudo, sudo), ...said('i-3', cron)], {
    'i-1': running(),
    'i-2': running(mark('root')),
  });
  const state = await fix.read(signIns, session, isMember);
  expect(state).toEqual({
    kind: 'logins',
    logins: [
      { machine: 'i-1', line: sudo.replace(' -psecret', ''), count: 2, is: 'unmarked' },
      { machine: 'i-2', line: ssh, count: 1, is: 'marked' },
    ],
  });
  expect(JSON.stringify(state)).not.toContain('secret');
  const asked = session.sent.find(({ name }) => name === 'FilterLogEvents')?.input as Record<string, unknown>;
  expect(asked).toMatchObject({ logGroupName: group, filterPattern: expect.stringMatching(/^%sshd.*%$/) });
  expect(Date.now() - Number(asked.startTime)).toBeLessThan(3_700_000);
});

test.each([
  ['is let go again', running(mark('released')), 'unmarked'],
  ['is terminated', { Reservations: [{ Instances: [{ State: { Name: 'terminated' } }] }] }, 'gone'],
  ['nobody knows', undefined, 'gone'],
])('a machine that %s is %s', async (_, described, is) => {
  const session = hearing(said('i-1', ssh), described ? { 'i-1': described } : {});
  expect(await fix.read(signIns, session, isMember)).toMatchObject({ logins: [{ is }] });
});

const login = { machine: 'i-1', line: 'sshd…', count: 1, is: 'unmarked' };
test.each([
  { title: 'nobody', logins: [], kind: 'leave', because: /nobody became root/ },
  { title: 'somebody on a marked machine', logins: [{ ...login, is: 'marked' }], kind: 'leave', because: /marked/ },
  {
    title: 'somebody on a machine that is gone',
    logins: [{ ...login, is: 'gone' }],
    kind: 'ask',
    because: /no such instance/,
  },
  { title: 'somebody, once', logins: [login], kind: 'plan', because: /^i-1: sshd…$/ },
  { title: 'somebody, twice', logins: [{ ...login, count: 2 }], kind: 'plan', because: /i-1: sshd… \(2 times\)/ },
])('$title: $kind', ({ logins, kind, because }) => {
  const decision = fix.decide({ kind: 'logins', logins } as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because) });
});

test('no machine is cut off before a person agrees, and none that is marked is marked again', () => {
  const logins = [login, { ...login, machine: 'i-2', is: 'marked' }, { ...login, machine: 'i-3', is: 'gone' }];
  expect(fix.decide({ kind: 'logins', logins } as never, facts)).toMatchObject({
    change: { instances: ['i-1'] },
    approval: expect.stringMatching(/^i-1 will be marked as compromised/),
  });
});

test('marks, and lets go again', async () => {
  const session = aSession(() => ({}));
  const change = { instances: ['i-1', 'i-2'] };
  await fix.apply(change as never, session);
  await fix.undo({} as never, change as never, session);
  const Resources = ['i-1', 'i-2'];
  expect(session.sent).toEqual([
    { name: 'CreateTags', input: { Resources, Tags: mark('root') } },
    { name: 'CreateTags', input: { Resources, Tags: mark('released') } },
  ]);
});

const hour = 3_600_000;
const at = (time: string, hoursAgo: number) => new Date(Date.parse(time) - hoursAgo * hour);
const look = '2026-11-21T07:20:00Z';
/** Machines by age, and what each has sent last; the group may be missing. */
const place = (time: string, lines: object[], isKept = true) =>
  aSession(({ name }) => {
    if (name === 'FilterLogEvents') return isKept ? { events: lines } : awsError('ResourceNotFoundException');
    const stream = (logStreamName: string, hoursAgo: number) => ({
      logStreamName,
      lastIngestionTime: at(time, hoursAgo).getTime(),
    });
    if (name === 'DescribeLogStreams') return { logStreams: [stream('i-heard', 5), stream('i-hushed', 80)] };
    const is = (InstanceId: string, hoursAgo: number, more = {}) => ({
      InstanceId,
      State: { Name: 'running' },
      LaunchTime: at(time, hoursAgo),
      ...more,
    });
    const Instances = [
      is('i-heard', 200),
      is('i-hushed', 200),
      is('i-silent', 30),
      is('i-new', 20),
      is('i-windows', 200, { Platform: 'windows' }),
      is('i-stopped', 200, { State: { Name: 'stopped' } }),
    ];
    return { Reservations: [{ Instances }] };
  });

test.each([
  { title: 'somebody became root', time: '2026-11-21T03:20:00Z', lines: said('i-1', ssh), found: [group] },
  { title: 'nobody did', time: '2026-11-21T03:20:00Z', lines: [], found: [] },
  { title: 'machines are silent', time: look, lines: [], found: ['i-hushed', 'i-silent'] },
  { title: 'nobody asked for sign-ins', time: look, lines: [], isKept: false, found: [] },
])('where $title, a look finds $found', async ({ time, lines, isKept, found }) => {
  jest.useFakeTimers({ now: new Date(time), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const seen: string[] = [];
  for await (const { id } of monitor.reconcile?.(place(time, lines, isKept), facts) ?? []) seen.push(id);
  jest.useRealTimers();
  expect(seen).toEqual(found);
});

test.each([
  ['is silent', { logStreams: [] }, 'ask', /does not say who signs in; let its role call logs:CreateLogStream/],
  [
    'was heard of',
    { logStreams: [{ logStreamName: 'i-1', lastIngestionTime: Date.now() }] },
    'leave',
    /says who signs in/,
  ],
])('a machine that %s', async (_, streams, kind, because) => {
  const LaunchTime = new Date(Date.now() - 48 * hour);
  const session = aSession(({ name }) =>
    name === 'DescribeInstances'
      ? { Reservations: [{ Instances: [{ State: { Name: 'running' }, LaunchTime }] }] }
      : streams,
  );
  const state = await fix.read(instanceOf('i-1'), session, isMember);
  expect(state && fix.decide(state, facts)).toMatchObject({ kind, because: expect.stringMatching(because) });
});

test('a machine that is gone needs nothing', async () => {
  const session = aSession(() => awsError('InvalidInstanceID.NotFound'));
  expect(await fix.read(instanceOf('i-1'), session, isMember)).toBeUndefined();
});

const logGroup = (name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`;
const document = (name: string) => `arn:aws:ssm:${region}:${account}:document/${name}`;
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'logs:DeleteMetricFilter', resource: logGroup(group), is: 'DenyDeafeningSignIns' },
  { action: 'logs:PutMetricFilter', resource: logGroup(group), is: 'DenyDeafeningSignIns' },
  { action: 'logs:DeleteMetricFilter', resource: logGroup('/shop/orders'), is: 'allowed' },
  { action: 'logs:PutLogEvents', resource: logGroup(group), is: 'allowed' },
  { action: 'ssm:UpdateDocument', resource: document('breakwater-sign-ins'), is: 'DenyChangingOperations' },
  { action: 'ssm:DeleteDocument', resource: document('breakwater-host-management'), is: 'DenyChangingOperations' },
  { action: 'ssm:UpdateDocument', resource: document('shop-deploy'), is: 'allowed' },
];
test.each(requests)('$action on $resource: $is', ({ is, ...request }) => expect(decided(guardrail, request)).toBe(is));
