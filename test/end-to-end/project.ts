import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const root = join(__dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of the project as a person would, without a terminal. */
export function run(
  script: string,
  args: readonly string[],
  cwd: string = root,
  environment: Readonly<Record<string, string>> = {},
): Run {
  const loader = script.endsWith('.ts') ? ['-r', 'ts-node/register'] : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...loader, script, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', JEST_WORKER_ID: undefined, ...environment },
  });
  return { status, stdout, stderr };
}

/** Asks about the example, unless another organization is named: whoever adopts this has their own beside it. */
export function breakwater(...args: readonly string[]): Run {
  const isSaid = args.includes('--org') || ['validate', 'validat', 'match'].includes(args[0] ?? '');
  return run(join(root, 'bin/breakwater.js'), isSaid ? args : [...args, '--org', 'example']);
}

/** The project as a fresh checkout, with the packages that are installed here. */
export function checkout(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'breakwater-')));
  const left = new Set(['node_modules', '.git', '.cache', 'out', 'cdk.out']);
  cpSync(root, folder, { recursive: true, filter: (from) => !left.has(relative(root, from)) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
