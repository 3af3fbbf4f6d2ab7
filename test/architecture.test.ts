import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const sources = files.filter((file) => !file.startsWith('test/'));

/** Who may import whom. Everything may import its own folder. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'lib/model': [],
  'lib/config': ['lib/model'],
  'lib/policy': ['lib/model'],
  'lib/events': ['lib/model'],
  'lib/assembly': ['lib/model'],
  'lib/drills': ['lib/model'],
  'lib/organizations': ['lib/model'],
  'lib/remediation': ['lib/model', 'lib/events'],
  'lib/rehearsal': ['lib/model', 'lib/policy', 'lib/events', 'lib/remediation', 'lib/assembly', 'lib/organizations'],
  'lib/review': ['lib/model', 'lib/policy', 'lib/events', 'lib/assembly'],
  'lib/constructs': ['lib/model', 'lib/policy', 'lib/events'],
  policies: ['lib/model', 'lib/policy', 'lib/events', 'lib/remediation', 'lib/drills'],
  stacks: ['lib', 'policies'],
  bin: ['lib', 'policies', 'stacks'],
  bench: ['lib', 'policies', 'stacks', 'bin'],
};
const homes = Object.keys(arrows).sort((a, b) => b.length - a.length);
const homeOf = (file: string): string => homes.find((home) => file.startsWith(`${home}/`)) ?? file;

const imports = sources.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from\s+|import\(|require\()'([^']+)'/g)].map(([, to = '']) => ({ file, to }));
});

test('every source file has a home', () => {
  expect(sources.filter((file) => !homes.includes(homeOf(file)))).toEqual([]);
});

test('imports run along the arrows', () => {
  const wrong = imports
    .filter(({ to }) => to.startsWith('.') && !to.endsWith('.json'))
    .map(({ file, to }) => ({ file, target: relative(root, join(root, dirname(file), to)) }))
    .filter(({ file, target }) => {
      const [from, into] = [homeOf(file), homeOf(`${target}/`.replace(/\/$/, ''))];
      return (
        from !== into && !(arrows[from] ?? []).some((allowed) => into === allowed || into.startsWith(`${allowed}/`))
      );
    });
  expect(wrong).toEqual([]);
});

test('guardrails do not import each other', () => {
  const wrong = imports.filter(({ file, to }) => /^policies\/[^/]+\//.test(file) && /^\.\.\/[^.]/.test(to));
  expect(wrong).toEqual([]);
});

test('only stacks and constructs load CDK, and never the whole of it', () => {
  const wrong = imports.filter(
    ({ file, to }) =>
      to === 'aws-cdk-lib' ||
      (/^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/.test(to) &&
        !/^(stacks|lib\/constructs|bin\/landing-zone|bench)/.test(file)),
  );
  expect(wrong).toEqual([]);
});

test('no file outgrows 400 lines', () => {
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});

test('the aws-cdk command line is of the line that reads our assemblies', () => {
  // npm's latest, 3.0.0, is an old code line under a high number (2026-11).
  expect(require('aws-cdk/package.json').version).toMatch(/^2\./);
});
