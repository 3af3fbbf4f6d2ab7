import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakwater, root, run } from './project';

const example = join(root, 'organizations/example');

function copyOfExample(change: (yaml: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'organization-'));
  cpSync(example, folder, { recursive: true });
  const file = join(folder, 'organization.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return folder;
}

function template(resources: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'template-')), 'shop.json');
  writeFileSync(file, JSON.stringify({ Resources: resources }));
  return file;
}

test('the example is valid', () => {
  expect(breakwater('validate', example)).toEqual({
    status: 0,
    stdout: 'example is valid: 9 accounts in 8 units, 3 governed regions\n',
    stderr: '',
  });
});

test('three mistakes are three problems, each with its place and what to do', () => {
  const folder = copyOfExample((yaml) =>
    yaml
      .replace('- eu-central-1', '- eu-centrl-1')
      .replace('aws+orders-dev@', 'aws+orders-prod@')
      .replace('unit: workloads/development', 'unit: workloads/developmnt'),
  );
  const { status, stderr } = breakwater('validate', folder);
  const place = `${folder}/organization.yaml:\\d+:\\d+:`;
  expect(status).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(new RegExp(`^${place} .*'eu-centrl-1'.*did you mean 'eu-central-1'`)),
    expect.stringMatching(new RegExp(`^${place} .*'aws\\+orders-prod@.*is taken`)),
    expect.stringMatching(
      new RegExp(`^${place} .*'workloads/developmnt' does not exist; did you mean 'workloads/development'`),
    ),
  ]);
});

test('an organization nobody knows is refused with those there are', () => {
  const { status, stderr } = breakwater('validate', 'exampel');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/exampel.*example/s) });
});

test('without ids, validate tells the order of the first deploy', () => {
  const folder = copyOfExample((yaml) => yaml);
  rmSync(join(folder, 'organization.lock.yaml'));
  const { status, stdout } = breakwater('validate', folder);
  expect(status).toBe(0);
  expect(stdout).toMatch(/later {2}breakwater-organization, needs the id of the organization, the root/);
});

test('a roll-out that has only begun breaks no promise, and is told in one line', () => {
  const folder = copyOfExample((yaml) => yaml.replace('default: enforce', 'default: observe'));
  const { status, stdout, stderr } = breakwater('validate', folder);
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('is valid') });
  expect(stderr).toMatch(/^\S+policy-tests.yaml:\d+:\d+: warning: this call and \d+ more would be as promised .*\n$/);
});

describe('an organization that AWS does not know yet', () => {
  const folder = copyOfExample((yaml) => yaml.replace('default: enforce', 'default: observe'));
  rmSync(join(folder, 'organization.lock.yaml'));

  test('is replayed all the same', () => {
    const { status, stdout } = breakwater('replay', join(root, 'package.json'), '--org', folder);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('0 findings') });
  });

  test('has no stacks, and cdk says what to do', () => {
    const { stderr } = run(join(root, 'bin/landing-zone.ts'), [], root, {
      CDK_OUTDIR: mkdtempSync(join(tmpdir(), 'cdk-')),
      CDK_CONTEXT_JSON: JSON.stringify({ organization: folder }),
    });
    expect(stderr).toBe("example: no stack can be deployed before AWS's ids are known; run breakwater sync first\n");
  });
});

test('a template that opens SSH is refused', () => {
  const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
  const file = template({
    Web: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-1', SecurityGroupIngress: [rule] } },
  });
  expect(breakwater('check', file)).toMatchObject({
    status: 1,
    stdout: `${file}: Web.Properties.SecurityGroupIngress.0: allows tcp 22 from 0.0.0.0/0; allow only 10.0.0.0/28, 2001:db8:1:2::/64 (ssh-stays-behind-the-bastion)\n`,
  });
});

test('a template that keeps the promises is let through', () => {
  const file = template({ Logs: { Type: 'AWS::S3::Bucket' } });
  expect(breakwater('check', file)).toMatchObject({ status: 0, stdout: 'the template keeps every promise\n' });
});

test('a template in YAML may use short forms', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'template-')), 'shop.yaml');
  const policy =
    'PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: !Sub "${B.Arn}/*" }] }';
  writeFileSync(
    file,
    `Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties: { Bucket: !Ref B, ${policy} }\n`,
  );
  expect(breakwater('check', file)).toMatchObject({ status: 1, stdout: expect.stringContaining('allows everybody') });
});

test.each([
  ['nothing.json', 'is no CloudFormation template'],
  [example, 'is no CloudFormation template'],
])('%s is no template, and that is said in a line', (file, message) => {
  const { status, stderr } = breakwater('check', file);
  expect({ status, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 1, lines: 1 });
  expect(stderr).toContain(message);
});

test('whoever reads only the beginning, as head does, is no error', () => {
  const command = `"${process.execPath}" bin/breakwater.js explain buckets-stay-private --org example | true`;
  const { stderr } = spawnSync('/bin/sh', ['-c', command], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
});

test('a misspelt command is corrected', () => {
  expect(breakwater('validat')).toMatchObject({ status: 1, stderr: expect.stringContaining('Did you mean validate?') });
});

test.each([
  [['open'], 'break-glass open: say why with --because'],
  [['approve'], 'give the token from the alert'],
  [['refuse'], 'give the token from the alert'],
  [['smash'], "break-glass takes open, approve, refuse, not 'smash'"],
])('break-glass %j asks for what it needs before it asks AWS', (args, message) => {
  const { status, stderr } = breakwater('break-glass', ...args, '--org', example);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
});

test('nobody breaks the glass where the file names nobody', () => {
  const folder = copyOfExample((yaml) => yaml.replace(/ {2}breakGlass: .*/, ''));
  const { status, stderr } = breakwater('break-glass', 'open', '--because', 'fire', '--org', folder);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('add access.breakGlass') });
});
