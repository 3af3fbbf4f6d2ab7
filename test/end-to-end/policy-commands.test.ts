import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakwater, root } from './project';

const scratch = mkdtempSync(join(tmpdir(), 'breakwater-'));
function file(name: string, content: unknown): string {
  writeFileSync(join(scratch, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(scratch, name);
}
const policy = (Effect: string, Action: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'One', Effect, Action, Resource: '*', ...more }],
});
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('simulate', () => {
  const publicAcl = [
    '--action',
    's3:PutBucketAcl',
    '--resource',
    'arn:aws:s3:::orders',
    '--context',
    's3:x-amz-acl=public-read',
  ];

  test('says in a line who denies', () => {
    const { status, stdout } = breakwater('simulate', '--org', 'example', '--account', 'orders-prod', ...publicAcl);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^denied by DenyPublicBucketAcls \(buckets-stay-private\), scp breakwater-scp-\S+ at workloads\n$/,
    );
  });

  test.each([
    ['s3:PutBucketAcls', "did you mean 's3:PutBucketAcl'?"],
    ['s4:PutBucketAcl', "AWS has no action 's4:PutBucketAcl'"],
  ])('%s is allowed, and not known to AWS', (action, warning) => {
    const { status, stdout, stderr } = breakwater('simulate', '--account', 'orders-prod', '--action', action);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'allowed\n',
      stderr: expect.stringContaining(warning),
    });
  });

  test.each([
    [['--action', 'PutBucketAcl'], "--action is 'PutBucketAcl'; give a service and a call"],
    [['--action', 's3:PutBucketAcl', '--resource', 'orders'], "--resource is 'orders'; give an ARN"],
  ])('%j is refused, since nothing would deny it', (args, message) => {
    const { status, stderr } = breakwater('simulate', '--account', 'orders-prod', ...args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
  });

  test('says the same in JSON', () => {
    const { stdout } = breakwater('simulate', '--account', 'orders-prod', ...publicAcl, '--json');
    expect(lines(stdout)).toEqual([
      {
        action: 's3:PutBucketAcl',
        resource: 'arn:aws:s3:::orders',
        decision: 'denied',
        reasons: [
          {
            type: 'scp',
            node: 'workloads',
            document: expect.any(String),
            sid: 'DenyPublicBucketAcls',
            guardrail: 'buckets-stay-private',
          },
        ],
      },
    ]);
  });

  test('the platform’s own roles are spared, and management is not bound', () => {
    const principal = 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-buckets-stay-private';
    expect(breakwater('simulate', '--account', 'orders-prod', '--principal', principal, ...publicAcl).stdout).toBe(
      'allowed\n',
    );
    expect(breakwater('simulate', '--account', 'management', ...publicAcl).stdout).toBe('allowed\n');
  });

  test('answers a file of requests line by line', () => {
    const requests = file('requests.json', [
      {
        action: 's3:PutBucketAcl',
        resource: 'arn:aws:s3:::x',
        context: { 's3:x-amz-acl': 'public-read' },
        technique: 'x',
      },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::x/1', context: {} },
    ]);
    const { stdout } = breakwater('simulate', '--org', 'example', '--account', 'orders-prod', '--requests', requests);
    expect(lines(stdout).map(({ decision }) => decision)).toEqual(['denied', 'allowed']);
  });

  test('other people’s policies, in levels', () => {
    const top = file('top.json', policy('Deny', 'ec2:*'));
    const below = file('below.json', policy('Allow', 's3:*'));
    const perimeter = file('rcp.json', policy('Deny', 's3:Delete*', { Principal: '*' }));
    const identity = file('identity.json', policy('Allow', '*'));
    const requests = file(
      'requests.jsonl',
      ['ec2:RunInstances', 's3:GetObject', 's3:DeleteObject', 'sqs:SendMessage']
        .map((action) => JSON.stringify({ action, resource: '*', context: {} }))
        .join('\n'),
    );
    const levels = ['--level', 'root', '--scp', top, '--level', '--scp', below, '--rcp', perimeter];
    const { stdout } = breakwater('simulate', ...levels, '--identity', identity, '--requests', requests, '--json');
    expect(lines(stdout)).toMatchObject([
      { decision: 'denied', reasons: [{ type: 'scp', node: 'root', document: 'top.json', sid: 'One' }] },
      { decision: 'allowed', reasons: [] },
      { decision: 'denied', reasons: [{ type: 'rcp', node: 'level 2', document: 'rcp.json', sid: 'One' }] },
      { decision: 'implicitlyDenied', reasons: [{ type: 'scp', node: 'level 2', document: 'below.json' }] },
    ]);
  });

  test.each([
    [
      ['--account', 'order-prod', '--action', 's3:GetObject'],
      "example has no account 'order-prod'; did you mean 'orders-prod'?",
    ],
    [['--action', 's3:GetObject'], '--account is missing; example has management'],
    [['--account', 'orders-prod'], 'nothing is asked; give --action and --resource, or --requests FILE'],
    [['--account', 'orders-prod', '--action', 'a:B', '--context', 'x'], "context 'x' is no key=value"],
    [['--scp', join(root, 'README.md'), '--action', 'a:B'], 'is no policy'],
  ])('%j is refused in a line', (args, message) => {
    const { status, stderr } = breakwater('simulate', ...args);
    expect({ status, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 1, lines: 1 });
    expect(stderr).toContain(message);
  });
});

describe('policies', () => {
  test('lists every document with its size and what it is for', () => {
    const { status, stdout } = breakwater('policies', '--org', 'example');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^breakwater-scp-workloads-\d+ {2}SERVICE_CONTROL_POLICY at workloads: [\d,]+ of 10,240 characters, \d+ of 10 documents there$/m,
    );
    expect(stdout).toMatch(/^ {2}buckets-stay-private: DenyPublicBucketAcls/m);
  });

  test('of an account, those on its way alone', () => {
    const documents = lines(breakwater('policies', '--account', 'orders-prod', '--json').stdout);
    const nodes = new Set(
      documents.flatMap(({ attachedTo, type }) =>
        String(type).endsWith('CONTROL_POLICY') ? (attachedTo as string[]) : [],
      ),
    );
    expect([...nodes].filter((node) => !['root', 'workloads', 'workloads/production'].includes(node))).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });

  test('what is effective is merged', () => {
    const { status, stdout } = breakwater('policies', '--account', 'orders-prod', '--effective', '--json');
    expect(status).toBe(0);
    expect(stdout).not.toContain('@@assign');
  });

  test('policies of files are linted', () => {
    const bad = file('bad.json', policy('Deny', 's3:PutBucketAcls'));
    const good = file('good.json', policy('Deny', 's3:PutBucketAcl'));
    expect(breakwater('policies', '--lint', good)).toMatchObject({
      status: 0,
      stdout: 'nothing is wrong with the policy\n',
    });
    const { status, stdout } = breakwater('policies', '--lint', good, bad);
    expect(status).toBe(1);
    expect(stdout).toBe(
      `${bad}: Statement[0]: 's3:putbucketacls' is no action of s3, and means nothing; correct it, or remove it\n`,
    );
  });
});

test('validate tells a promise the policies break, with its place', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'organization-')), 'example');
  cpSync(join(root, 'organizations/example'), folder, { recursive: true });
  const tests = join(folder, 'policy-tests.yaml');
  const added =
    '  - name: anything goes\n    accounts: orders-prod\n    actions: [s3:PutAccountPublicAccessBlock]\n    expect: allowed\n';
  writeFileSync(tests, `tests:\n${added}`);
  const { status, stderr } = breakwater('validate', folder);
  expect(status).toBe(1);
  expect(stderr).toContain(`${tests}:4:15: anything goes: s3:PutAccountPublicAccessBlock on * as`);
  expect(readFileSync(tests, 'utf8')).toContain(added);
});
