import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem';
import { linkProblem } from './source';

const folderName = 'accounts';

export interface AccountFiles {
  /** From the organization's folder: `accounts/orders.yaml`. Sorted. */
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** The files of `accounts/`, and a word about whatever else lies there and would be overlooked. */
export function accountFiles(folder: string): AccountFiles {
  const outside = linkProblem(folder, folderName);
  if (outside) return { names: [], problems: [outside] };
  const entries = list(join(folder, folderName));
  const names = entries.filter(isAccountFile).map((entry) => join(folderName, entry.name));
  const others = entries.filter((entry) => !isAccountFile(entry) && !/^\.|\.md$/i.test(entry.name));
  const problems = others.map(
    (entry): Problem => ({
      file: join(folder, folderName, entry.name),
      line: 1,
      column: 1,
      message: `is not read, since it is ${entry.isDirectory() ? 'a folder' : 'not *.yaml'}; move or rename it`,
      severity: 'warning',
    }),
  );
  return { names: names.sort(), problems };
}

function isAccountFile(entry: Dirent): boolean {
  return !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name);
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}
