import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { organizationFileName } from './gather';
import { suggest } from './suggest';

const exampleName = 'example';

/**
 * The folder of an organization, by name in `<root>/organizations` or by path anywhere.
 * Without either: the only one beside `example`, else that.
 * @throws Error that names those there are.
 */
export function findOrganization(nameOrPath: string | undefined, root: string): string {
  const home = join(root, 'organizations');
  const names = organizationNames(home);
  const own = names.filter((name) => name !== exampleName);
  const wanted = nameOrPath ?? (own.length === 1 ? own[0] : undefined) ?? exampleName;
  if (wanted === '') throw new Error('the name of the organization is empty; give one, or leave it out');
  if (names.includes(wanted)) return join(home, wanted);
  if (nameOrPath !== undefined) {
    const folder = folderAt(resolve(nameOrPath));
    if (folder) return folder;
  }
  const near = suggest(basename(wanted), names);
  const hint = near
    ? `did you mean '${near}'?`
    : 'give one of these, or the path of a folder with an organization.yaml';
  throw new Error(`there is no organization '${wanted}' in ${home}, which has ${names.join(', ') || 'none'}; ${hint}`);
}

function organizationNames(home: string): readonly string[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => existsSync(join(home, name, organizationFileName)))
    .sort();
}

/** The folder itself, or that of an `organization.yaml` in it. */
function folderAt(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return path;
  return stats?.isFile() && basename(path) === organizationFileName ? dirname(path) : undefined;
}
