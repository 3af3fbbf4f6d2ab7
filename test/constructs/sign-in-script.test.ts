import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { signInScript } from '../../lib/constructs/operations/sign-in-script';

const agent = '/opt/aws/amazon-cloudwatch-agent';
const common = `${agent}/etc/common-config.toml`;
const lent = '/var/lib/amazon/ssm/credentials';

/** A machine in a folder: its paths are below it, and the agent and systemd write down what they are told. */
function machine(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'breakwater-machine-'));
  const at = (path: string) => join(root, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const command = (path: string, body: string) => {
    write(path, `#!/bin/sh\n${body}\n`);
    chmodSync(at(path), 0o755);
  };
  for (const folder of ['/var/log/.', '/etc/systemd/system/.', '/etc/logrotate.d/.', `${agent}/etc/.`])
    write(`${folder}keep`, '');
  for (const [path, text] of Object.entries(files)) write(path, text);
  command(`${agent}/bin/amazon-cloudwatch-agent-ctl`, `echo "$*" >>${at('/calls')}\necho '{ "status": "running" }'`);
  command('/bin/systemctl', `echo "systemctl $*" >>${at('/calls')}`);
  const script = signInScript.join('\n').replaceAll(/(?<=[ ='">]|^)\/(?=(var|etc|opt)\/)/gm, `${root}/`);
  return {
    write,
    at,
    read: (path: string) => readFileSync(at(path), 'utf8'),
    run() {
      writeFileSync(at('/calls'), '');
      const { status, stderr } = spawnSync('sh', ['-c', script], {
        encoding: 'utf8',
        env: { PATH: `${at('/bin')}:${process.env.PATH}` },
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return readFileSync(at('/calls'), 'utf8')
        .trim()
        .split('\n')
        .filter((line) => line !== '-a status');
    },
  };
}

const config = `${agent}/etc/breakwater-sign-ins.json`;
const sentFrom = (text: string) => JSON.parse(text).logs.logs_collected.files.collect_list[0];

test.each([
  ['/var/log/secure', { '/var/log/secure': '', '/var/log/auth.log': '' }],
  ['/var/log/auth.log', { '/var/log/auth.log': '' }],
])('%s is sent where it is there', (path, files) => {
  const { run, read, at } = machine(files);
  expect(run()).toEqual([expect.stringMatching(/^-a append-config -m auto -s -c file:.*breakwater-sign-ins.json$/)]);
  expect(sentFrom(read(config))).toEqual({
    file_path: at(path),
    log_group_name: '/breakwater/operating-system',
    log_stream_name: '{instance_id}',
  });
});

test('a second run changes nothing, and starts nothing again', () => {
  const { run } = machine({ '/var/log/secure': '' });
  run();
  expect(run()).toEqual([]);
});

test('the journal is written to a file where there is no other, once', () => {
  const { run, read } = machine({});
  expect(run()).toEqual([
    'systemctl daemon-reload',
    'systemctl enable --now breakwater-sign-ins.service',
    expect.stringContaining('append-config'),
  ]);
  expect(read('/etc/systemd/system/breakwater-sign-ins.service')).toContain('SYSLOG_FACILITY=4 + SYSLOG_FACILITY=10');
  expect(read('/etc/logrotate.d/breakwater-sign-ins')).toMatch(/breakwater-sign-ins\.log \{\n weekly\n/);
  expect(sentFrom(read(config)).file_path).toMatch(/breakwater-sign-ins\.log$/);
  expect(run()).toEqual([]);
});

test('credentials that Systems Manager lends are used while they are fresh', () => {
  const { run, read, at } = machine({ '/var/log/secure': '', [lent]: '[default]', [common]: '# [credentials]' });
  run();
  expect(read(common)).toContain(`# [credentials]\n# breakwater: begin\n[credentials]\n`);
  expect(read(common)).toContain(`shared_credential_file = "${at(lent)}"`);
  expect(run()).toEqual([]);
  const longAgo = new Date(Date.now() - 24 * 3_600_000);
  utimesSync(at(lent), longAgo, longAgo);
  expect(run()).toEqual([expect.stringContaining('append-config')]);
  expect(read(common)).toBe('# [credentials]\n');
});

test('credentials that somebody has named stay', () => {
  const theirs = '[credentials]\nshared_credential_file = "/root/theirs"\n';
  const { run, read } = machine({ '/var/log/secure': '', [lent]: '[default]', [common]: theirs });
  run();
  expect(read(common)).toBe(theirs);
});

test('an agent that refuses is told again the next time', () => {
  const { run, at } = machine({ '/var/log/secure': '' });
  const ctl = at(`${agent}/bin/amazon-cloudwatch-agent-ctl`);
  const works = readFileSync(ctl, 'utf8');
  writeFileSync(ctl, '#!/bin/sh\nexit 3\n');
  expect(() => run()).toThrow();
  expect(existsSync(at(config))).toBe(false);
  writeFileSync(ctl, works);
  expect(run()).toEqual([expect.stringContaining('append-config')]);
});
