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
  const about = (name: string, message: string, severity: Problem['severity']): Problem => {
    return { file: join(folder, name), line: 1, column: 1, message, severity };
  };
  try {
    const outside = linkProblem(folder, folderName);
    if (outside) return { names: [], problems: [outside] };
    const entries = readdirSync(join(folder, folderName), { withFileTypes: true });
    const others = entries.filter((entry) => !isAccountFile(entry) && !/^\.|\.md$/i.test(entry.name));
    return {
      names: entries.filter(isAccountFile).map(nameOf).sort(),
      problems: others.map((entry) => {
        const reason = entry.isDirectory() ? 'a folder' : 'not *.yaml';
        return about(nameOf(entry), `is not read, since it is ${reason}; move or rename it`, 'warning');
      }),
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { names: [], problems: [] };
    const message = `cannot be listed (${code ?? String(cause)}); make it a folder that this user may read`;
    return { names: [], problems: [about(folderName, message, 'error')] };
  }
}

function isAccountFile(entry: Dirent): boolean {
  return !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name);
}

function nameOf(entry: Dirent): string {
  return join(folderName, entry.name);
}
