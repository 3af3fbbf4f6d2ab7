import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from '../model/lock';
import { lockText } from './lock-text';

export const lockFileName = 'organization.lock.yaml';

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
