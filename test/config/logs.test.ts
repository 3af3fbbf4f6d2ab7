import { defaultLogs } from '../../lib/model/logs';
import { organizationIn, problemsIn, valid } from './folder';

const saying = (logs: string) => ({ 'organization.yaml': `${valid}logs:\n${logs}` });

test('who says nothing gets the defaults', () => {
  expect(organizationIn({ 'organization.yaml': valid }).logs).toEqual(defaultLogs);
});

test.each([
  {
    title: 'days of one kind, and nothing else',
    logs: '  keep: { flow: { days: 90 } }\n',
    kept: { kind: 'flow', keeping: { ...defaultLogs.keep.flow, expireAfterDays: 90 } },
  },
  {
    title: 'what is deleted early never moves',
    logs: '  keep: { flow: { days: 20 } }\n',
    kept: { kind: 'flow', keeping: { expireAfterDays: 20, expireReplacedAfterDays: 30 } },
  },
  {
    title: 'a lock is governance unless said',
    logs: '  keep: { dns: { lock: { days: 30 } } }\n',
    kept: { kind: 'dns', keeping: { ...defaultLogs.keep.dns, lock: { mode: 'governance', days: 30 } } },
  },
  {
    title: 'a lock that nobody opens',
    logs: '  keep: { trail: { lock: { days: 2555, mode: compliance } } }\n',
    kept: { kind: 'trail', keeping: { ...defaultLogs.keep.trail, lock: { mode: 'compliance', days: 2555 } } },
  },
  {
    title: 'no lock, written down',
    logs: '  keep: { trail: { days: 30, lock: none } }\n',
    kept: { kind: 'trail', keeping: { expireAfterDays: 30, expireReplacedAfterDays: 90 } },
  },
] as const)('$title', ({ logs, kept }) => {
  const { keep } = organizationIn(saying(logs)).logs;
  expect(keep).toEqual({ ...defaultLogs.keep, [kept.kind]: kept.keeping });
});

test.each([
  { logs: '  trail: { cloudWatchDays: none }\n', trail: { insights: false } },
  { logs: '  trail: { cloudWatchDays: 3288 }\n', trail: { cloudWatchDays: 3288, insights: false } },
  {
    logs: '  trail: { cloudWatchDays: 30, insights: true, lakeDays: 400 }\n',
    trail: { cloudWatchDays: 30, insights: true, lakeDays: 400 },
  },
  // Data events alone go to CloudWatch Logs only where somebody asks for them.
  {
    logs: '  trail: { recordedElsewhere: { bucket: theirs, prefix: o-1, logGroup: aws-controltower/CloudTrailLogs } }\n',
    trail: {
      insights: false,
      recordedElsewhere: { bucket: 'theirs', prefix: 'o-1', logGroup: 'aws-controltower/CloudTrailLogs' },
    },
  },
  {
    logs: '  trail: { recordedElsewhere: on, cloudWatchDays: 30 }\n',
    trail: { insights: false, recordedElsewhere: {}, cloudWatchDays: 30 },
  },
  { logs: '  trail: { recordedElsewhere: off }\n', trail: defaultLogs.trail },
])('$logs', ({ logs, trail }) => expect(organizationIn(saying(logs)).logs.trail).toEqual(trail));

test.each([
  { logs: '  replica: { region: us-east-1 }\n', kinds: ['trail', 'config', 'session', 'fixes'] },
  { logs: '  replica: { region: us-east-1, logs: [dns] }\n', kinds: ['dns'] },
])('$logs', ({ logs, kinds }) => {
  expect(organizationIn(saying(logs)).logs.replica).toEqual({ region: 'us-east-1', kinds });
});

test.each([
  {
    logs: '  keep:\n    trail: { days: 30 }\n',
    problem:
      '28:20: logs.keep.trail.days would delete logs after 30 days, which are locked for 365; keep them for 365 days or more, or lock them for less',
  },
  {
    logs: '  keep:\n    flow: { days: 30, lock: { days: 31 } }\n',
    problem:
      '28:37: logs.keep.flow.lock.days would delete logs after 30 days, which are locked for 31; keep them for 31 days or more, or lock them for less',
  },
  {
    logs: '  keep:\n    config: { lock: { days: 30 } }\n',
    problem:
      "28:21: logs.keep.config.lock is set, but AWS delivers these logs to no bucket with object lock; remove it; a 'replica' is locked",
  },
  {
    logs: '  keep:\n    access: { lock: { days: 30 } }\n',
    problem:
      "28:21: logs.keep.access.lock is set, but AWS delivers these logs to no bucket with object lock; remove it; a 'replica' is locked",
  },
  {
    logs: '  keep:\n    dns: { days: 60, coldAfterDays: 60 }\n',
    problem:
      '28:37: logs.keep.dns.coldAfterDays is 60, but the logs are deleted after 60 days; move them sooner, or keep them for longer',
  },
  {
    logs: '  replica: { region: eu-west-1 }\n',
    problem: "27:22: logs.replica.region 'eu-west-1' is the home region itself; choose another governed region",
  },
  {
    logs: '  replica: { region: eu-north-1 }\n',
    problem: "27:22: logs.replica.region 'eu-north-1' is not governed; add it to governedRegions, or choose us-east-1",
  },
  {
    logs: '  replica: { region: us-aest-1 }\n',
    problem: "27:22: logs.replica.region 'us-aest-1' is not a region; did you mean 'us-east-1'?",
  },
  {
    logs: '  replica: { region: us-east-1, logs: [loadBalancer] }\n',
    problem: "27:40: logs.replica.logs must be one of trail, config, flow, dns, session, fixes, got 'loadBalancer'",
  },
  { logs: '  trail: { lakeDays: 5000 }\n', problem: '27:22: logs.trail.lakeDays must be at most 3653' },
  { logs: '  keep: { trial: { days: 30 } }\n', problem: '27:11: logs.keep' },
])('$logs → $problem', ({ logs, problem }) => {
  const [first = '', ...others] = problemsIn(saying(logs));
  expect(first).toContain(problem);
  expect(others).toEqual([]);
});

test('a lake in China is refused', () => {
  const inChina = valid.replace('eu-west-1\n', 'cn-north-1\n').replace('[eu-west-1, us-east-1]', '[cn-north-1]');
  const text = `${inChina}logs:\n  trail: { lakeDays: 400 }\n`;
  expect(problemsIn({ 'organization.yaml': text })).toEqual([
    'organization.yaml:27:22: logs.trail.lakeDays is set, but CloudTrail Lake does not exist in China; remove it',
  ]);
});

test('what no longer works by itself where another trail records is told', () => {
  const at = 'organization.yaml:27:31: warning: logs.trail.recordedElsewhere names no';
  expect(problemsIn(saying('  trail: { recordedElsewhere: on }\n'))).toEqual([
    `${at} logGroup, so nobody hears the management account in regions that nobody governs; add the log group that trail writes to: 'logGroup: …'`,
    `${at} bucket, so Athena is asked nothing about who did what; add the bucket that trail writes to: 'bucket: …'`,
  ]);
  const known = '{ bucket: theirs, logGroup: theirs }';
  expect(problemsIn(saying(`  trail: { recordedElsewhere: ${known} }\n`))).toEqual([]);
  expect(problemsIn(saying(`  trail: { recordedElsewhere: ${known}, insights: true }\n`))).toEqual([
    expect.stringContaining('logs.trail.insights looks at management events, which are recorded elsewhere; remove it'),
  ]);
});
