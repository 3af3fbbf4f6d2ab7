import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './project';

const script = `
require('${root}/bin/transpiler').register();
require('${root}/bin/commands/in-scratch-folder').inScratchFolder(() => {
  console.log('working');
  return new Promise((resolve) => setTimeout(resolve, 60_000));
});
`;

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing behind, and is how the process ends', async (signal) => {
  const home = mkdtempSync(join(tmpdir(), 'scratch-'));
  const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, TMPDIR: home } });
  await once(child.stdout, 'data');
  expect(readdirSync(home)).toHaveLength(1);
  child.kill(signal);
  const [, endedBy] = await once(child, 'exit');
  expect({ endedBy, left: readdirSync(home) }).toEqual({ endedBy: signal, left: [] });
});
