import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../bin/commands/catalogue';
import { gapsOf } from '../../bin/commands/gaps';
import { loadValid } from '../../bin/commands/load';
import { cataloguePage } from '../../lib/review/catalogue-page';
import { gapsPage } from '../../lib/review/gaps/gaps-page';
import { guardrailIds } from '../../policies';
import { breakwater, root } from './project';

const ids = guardrailIds();

test('docs/guardrails.md is fresh; npm run catalogue makes it', () => {
  const { organization } = loadValid(root, 'example');
  expect(readFileSync(join(root, 'docs/guardrails.md'), 'utf8')).toBe(cataloguePage(catalogue(root, organization)));
});

test('docs/gaps.md is fresh; nothing is left alone that is kept by now, or gone from AWS', async () => {
  const gaps = await gapsOf(loadValid(root, 'example').organization);
  expect(gaps.stale).toEqual([]);
  expect(readFileSync(join(root, 'docs/gaps.md'), 'utf8')).toBe(gapsPage(gaps));
});

test('gaps says how AWS lets people in, and what becomes of it', () => {
  const { status, stdout } = breakwater('gaps', '--json', '--org', 'example');
  const { asOf, kept, leftAlone } = JSON.parse(stdout);
  expect({ status, asOf, kept }).toEqual({
    status: 0,
    asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    kept: { control: expect.any(Number), monitor: expect.any(Number), perimeter: expect.any(Number) },
  });
  expect(leftAlone).toContainEqual({
    because: expect.any(String),
    actions: expect.arrayContaining(['rds-db:connect']),
  });
  expect(breakwater('gaps').stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^actions that change permissions, as of [\d-]+: \d+ denied, \d+ heard, \d+ useless to strangers, \d+ left alone, \d+ undecided$/,
  );
});

test('list names every guardrail, for people and for programs', () => {
  const { status, stdout } = breakwater('list', '--json', '--org', 'example');
  const listed = JSON.parse(stdout) as readonly Record<string, unknown>[];
  expect({ status, ids: listed.map(({ id }) => id) }).toEqual({ status: 0, ids });
  expect(listed[0]).toEqual({
    id: ids[0],
    title: expect.any(String),
    severity: expect.stringMatching(/^(low|medium|high|critical)$/),
    layers: expect.any(Array),
    appliesTo: expect.any(Array),
    modes: { root: expect.any(String), units: expect.any(Object) },
    frameworks: expect.any(Object),
  });
  const lines = breakwater('list').stdout.trimEnd().split('\n');
  expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(ids);
});

test('explain says what is denied, seen, fixed and exempt', () => {
  const { stdout } = breakwater('explain', 'buckets-stay-private', '--org', 'example');
  for (const part of [
    'Buckets block public access (buckets-stay-private, high)',
    'DenyPublicBucketAcls: SCP denies s3:CreateBucket and s3:PutBucketAcl where s3:x-amz-acl is public-read',
    's3:DeleteBucketPublicAccessBlock',
    's3:ListAllMyBuckets on *',
    'account orders-prod, resource arn:aws:s3:::orders-public-website until',
  ]) {
    expect(stdout).toContain(part);
  }
});

test.each([
  ['bucket-stay-private', "there is no guardrail 'bucket-stay-private'; did you mean 'buckets-stay-private'?\n"],
  ['\u001b[2J', "there is no guardrail '\\u{1b}[2J'; breakwater list names them all\n"],
  ['../lib', "there is no guardrail '../lib'; breakwater list names them all\n"],
])('%j is no guardrail', (id, stderr) => {
  expect(breakwater('explain', id)).toEqual({ status: 1, stdout: '', stderr });
});
