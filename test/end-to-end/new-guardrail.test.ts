import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../lib/rehearsal/report';
import { checkout, run } from './project';

const id = 'clocks-stay-wound';
let folder: string;

beforeAll(() => {
  folder = checkout();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (root: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );

test('a new guardrail is a folder and nothing else, and plays its drills at once', () => {
  const before = filesOf(folder);
  expect(run(join(folder, 'bin/new.ts'), [id], folder)).toMatchObject({ status: 0 });

  const after = filesOf(folder);
  const added = [...after.keys()].filter((file) => !before.has(file));
  const changed = [...before].filter(([file, text]) => after.get(file) !== text);
  expect(changed).toEqual([]);
  expect(added.every((file) => file.startsWith(join(folder, 'policies', id)))).toBe(true);

  const rehearsal = run(
    join(folder, 'bin/breakwater.js'),
    ['rehearse', '--org', 'example', '--guardrail', id, '--out', 'out'],
    folder,
  );
  const report: Report = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'));
  expect(rehearsal).toMatchObject({ status: 0 });
  expect(report.guardrails).toMatchObject([{ id, drills: [{ holds: true }, { holds: true }] }]);
}, 900_000);

test.each([
  ['Clocks', "'Clocks' is no guardrail id; say what stays how"],
  ['../escape-stays', 'is no guardrail id'],
  ['buckets-stay-private', 'policies/buckets-stay-private is there already'],
])('%s is refused, and nothing is written', (name, message) => {
  const before = filesOf(folder);
  const { status, stderr } = run(join(folder, 'bin/new.ts'), [name], folder);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
  expect(filesOf(folder)).toEqual(before);
});
