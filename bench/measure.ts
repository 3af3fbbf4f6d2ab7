import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const results = join(__dirname, 'results.json');

/** What loads TypeScript: as cdk.json has it here, and as `cdk init` has it, types unchecked. */
export const loaders = { ours: './bin/register.js', tsNode: 'ts-node/register' } as const;

/** Wall time of a TypeScript program in a process of its own. */
export function milliseconds(
  program: string,
  parameters: readonly string[],
  { loader = loaders.ours, environment }: { readonly loader?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['-r', loader, program, ...parameters], {
    cwd: join(__dirname, '..'),
    env: { ...process.env, CDK_VALIDATION: 'false', ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
  return Math.round(performance.now() - started);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Keeps a measurement in results.json, beside the others' and with what it was measured on. */
export function record(name: string, measurement: object): void {
  const kept = existsSync(results) ? (JSON.parse(readFileSync(results, 'utf8')) as object) : {};
  const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
  writeFileSync(results, `${JSON.stringify({ ...kept, machine, [name]: measurement }, null, 2)}\n`);
}
