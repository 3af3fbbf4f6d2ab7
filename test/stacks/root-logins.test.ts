import { operationsOf } from '../../lib/config/operations';
import type { Template } from '../../lib/model/template';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const { stacks } = synthesize(anOrganization({ operations: operationsOf({ rootLogins: { keepDays: 365 } }) }));
const bodies = stacks.flatMap(({ stackSets }) => stackSets);
const member = bodies.find(({ name }) => name === 'breakwater-operations')?.template;
const management = stacks.find(({ name }) => name === 'breakwater-management-eu-west-1')?.template;

const one = ({ Resources = {} }: Template = {}, type: string) =>
  (Object.values(Resources).find(({ Type }) => Type === type)?.Properties ?? {}) as Record<string, unknown>;

const pattern = String(one(member, 'AWS::Logs::MetricFilter').FilterPattern);
const expression = new RegExp(pattern.slice(1, -1));

test('the filter is an expression that CloudWatch Logs takes, and JavaScript means the same by', () => {
  expect(pattern).toMatch(/^%.*%$/);
  expect(pattern.length).toBeLessThanOrEqual(1_024);
  // Alphanumeric, the symbols and the operators of the CloudWatch Logs User Guide (read 2026-11); no parentheses, no blanks.
  expect(pattern.slice(1, -1)).toMatch(/^[A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+.]+$/);
  // Classes are listed, and what follows a backslash is a class or a dot.
  expect(pattern).not.toMatch(/\[\^/);
  expect(pattern.match(/\\./g)?.every((escaped) => ['\\s', '\\S'].includes(escaped))).toBe(true);
  expect(one(management, 'AWS::Logs::MetricFilter').FilterPattern).toBe(pattern);
});

/** Before the part that counts: as syslog and as journalctl write it. */
const amazon2 = 'Nov 22 03:14:15 ip-10-0-1-5 ';
const ubuntu = '2026-11-22T03:14:15.926535+00:00 ip-10-0-1-5 ';
const journal = '2026-11-22T03:14:15+0000 ip-10-0-1-5.eu-west-1.compute.internal ';

test.each([
  ['SSH by key', `${amazon2}sshd[2011]: Accepted publickey for root from 198.51.100.7 port 50122 ssh2: RSA SHA256:u`],
  ['SSH by password', `${ubuntu}sshd[88]: Accepted password for root from 2001:db8::7 port 22 ssh2`],
  [
    'SSH of OpenSSH 9.8',
    `${journal}sshd-session[9]: Accepted keyboard-interactive/pam for root from 10.0.0.9 port 1 ssh2`,
  ],
  ['su, older PAM', `${amazon2}su: pam_unix(su:session): session opened for user root by ec2-user(uid=1000)`],
  ['su -l', `${amazon2}su: pam_unix(su-l:session): session opened for user root by ec2-user(uid=1000)`],
  ['su, newer PAM', `${journal}su[310]: pam_unix(su:session): session opened for user root(uid=0) by admin(uid=1000)`],
  [
    'su of nobody who signed in',
    `${ubuntu}su[4]: pam_unix(su:session): session opened for user root(uid=0) by (uid=33)`,
  ],
  ['sudo', `${ubuntu}sudo[77]:   ubuntu : TTY=pts/0 ; PWD=/home/ubuntu ; USER=root ; COMMAND=/usr/bin/apt update`],
  [
    'sudo of Amazon Linux 2',
    `${amazon2}sudo: ec2-user : TTY=pts/0 ; PWD=/home/ec2-user ; USER=root ; COMMAND=/bin/su -`,
  ],
  ['sudo of a web server', `${journal}sudo[5]: www-data : PWD=/ ; USER=root ; COMMAND=/bin/bash`],
  ['sudo without a terminal', `${amazon2}sudo:  backup : TTY=unknown ; PWD=/ ; USER=root ; COMMAND=/bin/tar c /`],
  ['sudo of a directory user', `${journal}sudo[5]: jo@corp.example : TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`],
  [
    'sudo that failed',
    `${ubuntu}sudo[5]:      eve : 3 incorrect password attempts ; TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`,
  ],
  ['a name like root', `${ubuntu}sudo[5]:    roote : TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`],
  ['another name like root', `${ubuntu}sudo[5]:    robin : TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`],
  ["a name like Systems Manager's", `${ubuntu}sudo[5]:  ssmith : TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`],
  ['a name with a capital', `${ubuntu}sudo[5]:     Root : TTY=pts/2 ; PWD=/ ; USER=root ; COMMAND=/bin/sh`],
  ['the console', `${amazon2}login: ROOT LOGIN ON tty1`],
  ['the serial console', `${journal}login[612]: ROOT LOGIN ON ttyS0`],
  ['the console of Debian', `${amazon2}login[612]: ROOT LOGIN  on '/dev/tty1'`],
])('root by %s counts', (_, line) => expect(expression.test(line)).toBe(true));

test.each([
  ['cron', `${amazon2}crond[811]: pam_unix(crond:session): session opened for user root by (uid=0)`],
  ['cron of Ubuntu', `${ubuntu}CRON[811]: pam_unix(cron:session): session opened for user root(uid=0) by root(uid=0)`],
  ['anacron', `${journal}anacron[9]: Job cron.daily started`],
  ['a session of Systems Manager', `${amazon2}sudo: ssm-user : TTY=pts/0 ; PWD=/usr/bin ; USER=root ; COMMAND=/bin/su`],
  ['the session that opens', `${amazon2}sudo: pam_unix(sudo:session): session opened for user root by (uid=0)`],
  [
    'the one it opens on new systems',
    `${journal}sudo[9]: pam_unix(sudo:session): session opened for user root(uid=0) by ssm-user(uid=1001)`,
  ],
  [
    'su by who is root already',
    `${journal}su[9]: pam_unix(su-l:session): session opened for user root(uid=0) by ssm-user(uid=0)`,
  ],
  ['sudo of root', `${amazon2}sudo:     root : TTY=unknown ; PWD=/root ; USER=root ; COMMAND=/usr/bin/yum update`],
  ['sudo to another user', `${ubuntu}sudo[5]:   ubuntu : TTY=pts/0 ; PWD=/ ; USER=postgres ; COMMAND=/usr/bin/psql`],
  [
    "systemd's own session",
    `${journal}systemd[1]: pam_unix(systemd-user:session): session opened for user root(uid=0) by root(uid=0)`,
  ],
  [
    'somebody else by SSH',
    `${amazon2}sshd[2011]: Accepted publickey for ec2-user from 198.51.100.7 port 50122 ssh2: RSA S`,
  ],
  ['root who is not let in', `${amazon2}sshd[2011]: Failed password for root from 198.51.100.7 port 50122 ssh2`],
  ['a user whose name begins so', `${amazon2}sshd[2011]: Accepted publickey for rooter from 198.51.100.7 port 1 ssh2`],
  ['su to another user', `${amazon2}su: pam_unix(su:session): session opened for user postgres by ec2-user(uid=1000)`],
  ['somebody on the console', `${amazon2}login[612]: LOGIN ON tty1 BY admin`],
  ['the end of a session', `${amazon2}su: pam_unix(su:session): session closed for user root`],
])('%s does not count', (_, line) => expect(expression.test(line)).toBe(false));

describe.each([
  ['a member account', member],
  ['the management account', management],
])('%s', (_, template) => {
  test('keeps the lines for as long as asked, and whatever becomes of the stack', () => {
    const group = Object.values(template?.Resources ?? {}).find(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(group).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { LogGroupName: '/breakwater/operating-system', RetentionInDays: 365 },
    });
  });

  test('has an alarm that goes off at the first, and is quiet where nobody says anything', () => {
    expect(one(template, 'AWS::CloudWatch::Alarm')).toMatchObject({
      AlarmName: 'breakwater-operating-system-root',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
    const [transformation] = one(template, 'AWS::Logs::MetricFilter').MetricTransformations as readonly object[];
    const { Namespace, MetricName } = one(template, 'AWS::CloudWatch::Alarm');
    expect(transformation).toMatchObject({ MetricNamespace: Namespace, MetricName, MetricValue: '1' });
  });

  test('tells Linux machines to send them, and lets those without a profile', () => {
    const text = JSON.stringify(template);
    expect(text).toContain('"platformType","Linux"');
    const roles = Object.values(template?.Resources ?? {}).filter(({ Type }) => Type === 'AWS::IAM::Role');
    const writers = roles.filter((role) => JSON.stringify(role).includes('logs:PutLogEvents'));
    expect(writers).toHaveLength(1);
    expect(JSON.stringify(writers)).toContain(':log-group:/breakwater/operating-system:*');
  });
});

test('nothing of it is there unless asked for', () => {
  const { stacks: usual } = synthesize(anOrganization());
  expect(JSON.stringify(usual)).not.toContain('/breakwater/operating-system"');
});
