import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { run } from './run';

/** The release whose answers the drills were written against. */
export const motoVersion = '5.2.1';

/** How to start a moto server; the address to listen at comes after it. */
export interface Launcher {
  /** For people: `moto_server on PATH (/usr/local/bin/moto_server)`. */
  readonly name: string;
  readonly command: readonly string[];
}

export interface Surroundings {
  readonly path: string;
  readonly cache?: string;
  readonly onProgress?: (message: string) => void;
}

/** Found is not started: a pyenv shim is there for every Python version, whether that one has moto or not. */
export async function findOnPath({ path }: Surroundings): Promise<Launcher> {
  const file = executable('moto_server', path);
  if (!file) throw new Error('moto_server on PATH: there is none');
  return { name: `moto_server on PATH (${file})`, command: [file] };
}

/** A virtual environment of our own with that release in it. Built aside and renamed, so nobody meets half of one. */
export async function provision({ path, cache, onProgress }: Surroundings): Promise<Launcher> {
  const environments = cache ?? join(projectFolder(), '.cache', 'local-aws');
  const home = join(environments, `moto-${motoVersion}`);
  const python = join(home, 'bin', 'python');
  if (!existsSync(python)) await build(home, environments, path, onProgress);
  // By module: the scripts of a virtual environment name the folder it was built in.
  return { name: `the virtual environment ${home}`, command: [python, '-m', 'moto.server'] };
}

async function build(
  home: string,
  environments: string,
  path: string,
  onProgress: Surroundings['onProgress'],
): Promise<void> {
  const python = executable('python3', path);
  if (!python) throw new Error(`the virtual environment ${home}: there is no python3 on PATH to make it with`);
  await mkdir(environments, { recursive: true });
  const building = await mkdtemp(join(environments, 'building-'));
  try {
    onProgress?.(`installing moto ${motoVersion} into ${home} (once)`);
    await run([python, '-m', 'venv', building], path);
    const pip = [join(building, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-input'];
    await run([...pip, '--disable-pip-version-check', '--retries', '1', `moto[server]==${motoVersion}`], path);
    await rename(building, home);
  } catch (cause) {
    await rm(building, { recursive: true, force: true });
    if (existsSync(home)) return; // Somebody else was faster.
    throw new Error(`the virtual environment ${home}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

function executable(name: string, path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The nearest folder above this file that has a package.json. */
function projectFolder(folder = __dirname): string {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return projectFolder(resolve(folder, '..'));
}
