import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Problem } from './problem';

/** A file that was read, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a file of an organization's folder. The folder may come from a stranger's pull request:
 * a link that leads elsewhere would print our files in its messages, and a device would never end.
 */
export function readSource(folder: string, name: string): Source | Problem {
  const file = join(folder, name);
  const refuse = (message: string): Problem => problemWith(file, `${name} ${message}`);
  try {
    const outside = linkProblem(folder, name);
    if (outside) return outside;
    const stats = statSync(file);
    if (!stats.isFile()) return refuse('is not a file; replace it by one');
    if (stats.size > maxBytes) return refuse(`has ${stats.size} bytes, and ${maxBytes} are read; split it`);
    return { file, text: readFileSync(file, 'utf8') };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return refuse(
      code === 'ENOENT'
        ? 'is not in this folder; create it'
        : `cannot be read (${code ?? String(cause)}); give this user access to it`,
    );
  }
}

export function isSource(result: Source | Problem): result is Source {
  return 'text' in result;
}

/** What is wrong with a file or folder inside `folder` that is a link to somewhere outside. */
export function linkProblem(folder: string, name: string): Problem | undefined {
  const file = join(folder, name);
  const real = statSync(file, { throwIfNoEntry: false }) && relative(realpathSync(folder), realpathSync(file));
  if (real !== '..' && !real?.startsWith(`..${sep}`)) return undefined;
  return problemWith(file, `${name} is a link that leads out of the folder; replace it by what it links to`);
}

function problemWith(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message, severity: 'error' };
}
