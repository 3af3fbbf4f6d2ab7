import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { organizationFileName } from './gather';
import { type GeneratedFile, generatedMark } from './generate-organization';

/** Fills a folder. @throws Error when something is in it that was not generated. */
export function writeGenerated(folder: string, files: readonly GeneratedFile[]): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) clear(folder);
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function clear(folder: string): void {
  const main = join(folder, organizationFileName);
  if (!existsSync(main) || !readFileSync(main, 'utf8').startsWith(`${generatedMark}\n`)) {
    throw new Error(`${folder} has files that were not generated; empty it, or choose another folder`);
  }
  // What another number of accounts had made would be read along.
  rmSync(join(folder, 'accounts'), { recursive: true, force: true });
}
