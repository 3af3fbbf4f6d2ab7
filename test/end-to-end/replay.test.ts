import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { breakwater, root } from './project';

const bucketOpened = (more: object = {}) => ({
  eventVersion: '1.11',
  eventID: 'opened',
  eventTime: '2026-11-21T10:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteBucketPublicAccessBlock',
  awsRegion: 'eu-west-1',
  eventType: 'AwsApiCall',
  readOnly: false,
  managementEvent: true,
  userIdentity: { type: 'IAMUser', userName: 'alice', arn: 'arn:aws:iam::444455556666:user/alice' },
  requestParameters: { bucketName: 'orders', publicAccessBlock: '' },
  recipientAccountId: '444455556666',
  ...more,
});
const described = bucketOpened({ eventID: 'described', eventName: 'GetBucketAcl', readOnly: true });
const elsewhere = bucketOpened({ eventID: 'elsewhere', awsRegion: 'us-gov-west-1' });
const denied = bucketOpened({ eventID: 'denied', errorCode: 'AccessDenied' });

const history = mkdtempSync(join(tmpdir(), 'history-'));
const region = join(history, 'AWSLogs/444455556666/CloudTrail/eu-west-1');
mkdirSync(region, { recursive: true });
writeFileSync(join(region, 'a.json.gz'), gzipSync(JSON.stringify({ Records: [described, bucketOpened(), elsewhere] })));
writeFileSync(join(region, 'b.jsonl'), `${JSON.stringify(denied)}\n{"eventID": br\u001b\n{"eventID":"nothing"}\n`);

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('history is answered record by record, summed up, and what cannot be read is reported', () => {
  const { status, stdout, stderr } = breakwater('replay', history, '--org', 'example', '--json', '--strict');
  const lines = linesOf(stdout);
  const own = { eventSource: 's3.amazonaws.com', eventName: 'DeleteBucketPublicAccessBlock' };
  const lost = { id: 'buckets-stay-private', because: 'orders lost its public access block' };
  expect(lines.slice(0, -1)).toEqual([
    { ...own, eventID: 'opened', delivered: true, guardrails: [{ ...lost, outcome: 'finding' }] },
    {
      ...own,
      eventID: 'elsewhere',
      delivered: expect.stringContaining('no forwarding rule in us-gov-west-1'),
      guardrails: [
        { ...lost, outcome: 'finding' },
        { id: 'regions-stay-governed', outcome: 'finding', because: expect.any(String) },
      ],
    },
    { ...own, eventID: 'denied', delivered: true, guardrails: [{ ...lost, outcome: 'attempted' }] },
  ]);
  expect(lines.at(-1)).toEqual({
    summary: {
      organization: 'example',
      records: 4,
      unreadable: 2,
      delivered: 2,
      undelivered: 1,
      findings: 2,
      findingsPerThousand: 500,
      guardrails: { 'buckets-stay-private': { findings: 2, attempted: 1, ignored: 0 } },
      techniques: ['T1530', 'T1537'],
      ms: expect.any(Number),
    },
  });
  expect(status).toBe(3);
  expect(stderr).toContain(`${join(region, 'b.jsonl')}:2: not JSON: {"eventID": br\\u{1b}`);
  expect(stderr).toContain(`${join(region, 'b.jsonl')}:3: no CloudTrail record`);
});

test('standard input, for people, as an account of the organization', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'bin/breakwater.js'), 'replay', '-', '--org', 'example', '--account', 'management'],
    { input: JSON.stringify(bucketOpened()), encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(status).toBe(0);
  expect(stdout).toContain('s3:DeleteBucketPublicAccessBlock opened\n  finding buckets-stay-private: orders lost');
  expect(stdout).toMatch(/1 records in \d+ ms, 0 unreadable; 1 delivered/);
});

test('a folder without records is said to be one', () => {
  const empty = mkdtempSync(join(tmpdir(), 'replay-'));
  expect(breakwater('replay', empty, '--org', 'example')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('0 records in'),
    stderr: expect.stringContaining(`${empty}: holds no .json`),
  });
});

test.each([
  [['/nowhere'], '/nowhere: there is no such file or folder'],
  [['-', '--account', 'order-prod'], "example has no account 'order-prod'; did you mean 'orders-prod'?"],
])('%j is an error in a line', (args, message) => {
  expect(breakwater('replay', ...args, '--org', 'example')).toMatchObject({ status: 1, stderr: `${message}\n` });
});
