import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateOrganization } from '../../lib/config/generate-organization';
import { loadOrganization } from '../../lib/config/load-organization';
import { writeGenerated } from '../../lib/config/write-generated';
import { folderWith, options } from './folder';

const example = loadOrganization(join(__dirname, '../../organizations/example'), options).organization;

function generated(accounts: number, seed?: number) {
  const folder = folderWith({});
  writeGenerated(folder, generateOrganization({ accounts, ...(seed !== undefined && { seed }) }));
  return { folder, ...loadOrganization(folder, options) };
}

it.each([5, 6, 100, 1_000])('makes a valid organization of %d accounts that knows every id', (count) => {
  const { organization, problems, unknownIds } = generated(count);
  expect(problems).toEqual([]);
  expect(unknownIds).toEqual([]);
  expect(organization?.accounts).toHaveLength(count);
  expect(new Set(organization?.accounts.map(({ id }) => id)).size).toBe(count);
});

it('has the shape of the example', () => {
  const { organization } = generated(100);
  const shape = ({ path, purpose }: { path: string; purpose: string }) => [path, purpose];
  expect(organization?.units.map(shape)).toEqual(example?.units.map(shape));
  expect(organization?.governedRegions).toEqual(example?.governedRegions);
  expect(organization?.guardrails).toEqual(example?.guardrails);
  expect(new Set(organization?.accounts.map(({ unit }) => unit))).toEqual(
    new Set([undefined, 'security', 'infrastructure', 'workloads/production', 'workloads/development']),
  );
});

it('is the same for the same arguments, and another for another seed', () => {
  const make = (seed: number) => generateOrganization({ accounts: 50, seed });
  expect(make(1)).toEqual(make(1));
  expect(make(2)).not.toEqual(make(1));
});

it('keeps what it made when it grows', () => {
  const names = (count: number) => generated(count).organization?.accounts.map(({ name, id }) => [name, id]) ?? [];
  expect(names(60)).toEqual(expect.arrayContaining(names(40)));
});

it.each([
  [4, 1, 'cannot generate 4 accounts; ask for a whole number from 5 to 50000'],
  [50_001, 1, 'cannot generate 50001 accounts'],
  [Number.NaN, 1, 'cannot generate NaN accounts'],
  [10, -1, 'cannot use seed -1; give a whole number from 0'],
])('refuses %d accounts with seed %d', (accounts, seed, message) => {
  expect(() => generateOrganization({ accounts, seed })).toThrow(message);
});

it('replaces what it made before, and nothing else', () => {
  const { folder } = generated(100);
  writeGenerated(folder, generateOrganization({ accounts: 6 }));
  expect(existsSync(join(folder, 'accounts/finance.yaml'))).toBe(false);
  const file = join(folder, 'organization.yaml');
  writeFileSync(file, 'name: mine\n');
  expect(() => writeGenerated(folder, generateOrganization({ accounts: 6 }))).toThrow(
    `${folder} has files that were not generated; empty it, or choose another folder`,
  );
  expect(readFileSync(file, 'utf8')).toBe('name: mine\n');
});
