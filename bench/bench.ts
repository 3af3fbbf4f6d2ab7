import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// npm run bench: every measurement in a process of its own, one after the other; each adds its figures to results.json.
const measurements = ['synth', 'events', 'policy', 'functions'];

for (const name of measurements) {
  console.log(`\n${name}`);
  const program = join(__dirname, `${name}.ts`);
  const { status } = spawnSync(process.execPath, ['-r', 'ts-node/register', program], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
