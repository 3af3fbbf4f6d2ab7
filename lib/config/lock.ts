import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Lock } from '../model/lock';
import { lockText } from './lock-text';
import { emptyLock, parseLock } from './parse-lock';
import { formatProblem, inReadingOrder } from './problem';
import { isSource, readSource } from './source';

export const lockFileName = 'organization.lock.yaml';

/** Knows nothing where there is no lock file yet. @throws Error that lists what is wrong with the file. */
export function readLock(folder: string): Lock {
  if (!existsSync(join(folder, lockFileName))) return emptyLock;
  const source = readSource(resolve(folder), lockFileName);
  const { lock, problems } = isSource(source) ? parseLock(source) : { lock: emptyLock, problems: [source] };
  if (problems.length > 0) {
    throw new Error(
      [...problems]
        .sort(inReadingOrder)
        .map((problem) => formatProblem(problem))
        .join('\n'),
    );
  }
  return lock;
}

/** Replaces the file as a whole, so that nobody ever reads half of it. The same lock gives the same bytes. */
export function writeLock(folder: string, lock: Lock): void {
  const file = join(folder, lockFileName);
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(beside, lockText(lock), { flag: 'wx' });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
