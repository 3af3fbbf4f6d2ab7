import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const holdsRecords = /\.(json|jsonl|ndjson)(\.gz)?$/;
// Lie beside the records in a trail's bucket, and hold hashes of them.
const digests = 'CloudTrail-Digest';

/** The files a path stands for: itself, or those of a folder and the folders in it, by name. `-` is standard input. */
export async function* filesOf(path: string): AsyncGenerator<string> {
  if (path === '-' || !(await isFolder(path))) {
    yield path;
    return;
  }
  const entries: string[] = [];
  for await (const entry of await opendir(path)) {
    if (entry.name === digests || !(entry.isDirectory() || holdsRecords.test(entry.name))) continue;
    entries.push(entry.name);
  }
  for (const name of entries.sort()) yield* filesOf(join(path, name));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`${path}: ${code === 'ENOENT' ? 'there is no such file or folder' : String(cause)}`, { cause });
  }
}
