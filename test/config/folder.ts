import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Loaded, type LoadOptions, loadOrganization } from '../../lib/config/load-organization';
import { formatProblem } from '../../lib/config/problem';
import type { Organization } from '../../lib/model/organization';

/** A small organization without a fault; tests change a word of it. */
export const valid = `name: small
homeRegion: eu-west-1
governedRegions: [eu-west-1, us-east-1]
units:
  - name: security
    purpose: security
  - name: workloads
    purpose: workloads
    units:
      - name: production
accounts:
  - name: management
    email: management@small.example
    role: management
  - name: log-archive
    email: log-archive@small.example
    role: log-archive
    unit: security
  - name: security
    email: security@small.example
    role: security
    unit: security
  - name: orders
    email: orders@small.example
    unit: workloads/production
`;

export const options: LoadOptions = {
  today: new Date('2026-11-21T12:00:00Z'),
  guardrailIds: ['buckets-stay-private', 'ssh-stays-behind-the-bastion'],
};

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A new folder with those files in it; gone after the tests. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'organization-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function load(files: Readonly<Record<string, string>>): Loaded {
  return loadOrganization(folderWith(files), options);
}

/** The organization in those files, which have no error. */
export function organizationIn(files: Readonly<Record<string, string>>): Organization {
  const { organization, problems } = load(files);
  if (!organization) throw new Error(problems.map((problem) => formatProblem(problem)).join('\n'));
  return organization;
}

/** Problems as they are printed, from inside the folder. */
export function problemsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = folderWith(files);
  return loadOrganization(folder, options).problems.map((problem) => formatProblem(problem, folder));
}

/** The valid organization with one text in place of another. */
export function changed(from: string, to: string): string {
  if (!valid.includes(from)) throw new Error(`the valid organization has no '${from}'; change the test`);
  return valid.replace(from, () => to);
}
