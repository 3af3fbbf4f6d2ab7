import { mkdirSync, mkdtempSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleFunctions } from '../../lib/constructs/functions/bundle-functions';
import { functionSource } from '../../lib/constructs/functions/function-source';
import { hasMonitor } from '../../lib/model/guardrail';
import { guardrailIds, loadGuardrails } from '../../policies';

const sources = {
  'package-lock.json': '{}',
  'lib/remediation/remediate.ts': `
    import { readFileSync } from 'node:fs';
    export const remediate = (layers: object) => () => ({ layers: Object.keys(layers), reads: typeof readFileSync });`,
  'policies/doors-stay-shut/monitor.ts': `
    import { color } from './color';
    import { unused } from './unused';
    export const monitor = false ? unused : color;`,
  'policies/doors-stay-shut/color.ts': `export const color: string = 'green';`,
  'policies/doors-stay-shut/unused.ts': `export const unused = 1;`,
  'policies/doors-stay-shut/fix.ts': `export const fix = {};`,
};
const long = new Date('2020-01-01');

test('a function has its layers and nothing beside it', () => {
  const root = checkout();
  expect(run(bundle(root).file)).toEqual({ layers: ['id', 'monitor', 'fix'], reads: 'function' });
  expect(run(bundle(root, { fixes: false }).file)).toEqual({ layers: ['id', 'monitor'], reads: 'function' });
});

test('a second synth finds the bundle made', () => {
  const root = checkout();
  const { file } = bundle(root);
  utimesSync(file, long, long);
  expect(bundle(root).file).toBe(file);
  expect(statSync(file).mtime).toEqual(long);
});

test.each([
  ['a source that counts', 'policies/doors-stay-shut/color.ts', `export const color: string = 'red';`],
  ['a source that counted for nothing', 'policies/doors-stay-shut/unused.ts', `console.log('now it does');`],
  ['the runtime', 'lib/remediation/remediate.ts', `export const remediate = () => () => 'other';`],
  ['the packages', 'package-lock.json', `{ "lockfileVersion": 3 }`],
])('a change of %s makes another bundle', (_, path, text) => {
  const root = checkout();
  const before = bundle(root).file;
  writeFileSync(join(root, path), text);
  expect(bundle(root).file).not.toBe(before);
  writeFileSync(join(root, path), sources[path as keyof typeof sources]);
  expect(bundle(root).file).toBe(before);
});

test('two checkouts make the same bytes', () => {
  const [one, other] = [bundle(checkout()), bundle(checkout())];
  expect(other.sha256).toBe(one.sha256);
  expect(readFileSync(other.file, 'utf8')).toBe(readFileSync(one.file, 'utf8'));
});

describe('the functions of this repository', () => {
  const root = join(__dirname, '..', '..');
  const watching = loadGuardrails().filter(hasMonitor);
  const bundles = bundleFunctions(
    watching.map((guardrail) => functionSource(guardrail, join(root, 'policies'))),
    root,
  );

  test.each(guardrailIds())('%s is small', (id) => {
    const { bytes = 0, ownBytes = 0 } = bundles[id] ?? {};
    expect(ownBytes).toBeLessThan(60_000);
    expect(bytes).toBeLessThan(1_600_000);
  });
});

function checkout(): string {
  const root = mkdtempSync(join(tmpdir(), 'breakwater-bundle-'));
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function bundle(root: string, { fixes = true } = {}) {
  const id = 'doors-stay-shut';
  const { [id]: made } = bundleFunctions([{ id, folder: join(root, 'policies', id), fixes }], root);
  if (!made) throw new Error('nothing was bundled');
  return made;
}

function run(file: string): unknown {
  const { handler } = require(file) as { handler: () => unknown };
  return handler();
}
