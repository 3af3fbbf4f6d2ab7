import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Works in a folder that is gone afterwards, however it ends: Ctrl-C included. */
export async function inScratchFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const interrupted = (signal: NodeJS.Signals) => {
    remove();
    // Once more without us, so that whoever waits for this process hears how it ended.
    for (const one of interruptions) process.off(one, interrupted);
    process.kill(process.pid, signal);
  };
  for (const one of interruptions) process.on(one, interrupted);
  process.on('exit', remove);
  try {
    return await work(folder);
  } finally {
    for (const one of interruptions) process.off(one, interrupted);
    process.off('exit', remove);
    remove();
  }
}
