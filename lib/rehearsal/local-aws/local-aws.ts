import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { findOnPath, type Launcher, motoVersion, provision } from './moto-server';
import { type RunningServer, startServer } from './server-process';
import { wake } from './wake';

/** A moto server: the AWS APIs over HTTP, on this machine only, forgotten when it stops. */
export interface LocalAws {
  /** Such as `http://localhost:41234`. By name, since moto reads CloudFormation's template addresses with it. */
  readonly endpoint: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  /** Hears what takes time: `installing moto 5.2.1 …`. */
  readonly onProgress?: (message: string) => void;
  /** Where executables are looked for. @default PATH of this process */
  readonly path?: string;
  /** Where a private virtual environment is kept. @default .cache/local-aws in the project */
  readonly cache?: string;
  /** Loads every service while it starts, where all will be asked for and nobody waits. @default false */
  readonly awake?: boolean;
  /** How long a server may take to answer. @default 60_000 */
  readonly readyWithinMilliseconds?: number;
}

/**
 * Starts `moto_server` from PATH; where there is none that runs, from a private virtual environment, made once.
 * It dies with this process, however this process ends.
 * @throws Error saying what to install and why each way failed.
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const path = options.path ?? process.env.PATH ?? '';
  const failures: string[] = [];
  for (const way of [findOnPath, provision]) {
    try {
      const launcher = await way({ path, cache: options.cache, onProgress: options.onProgress });
      return await start(launcher, path, options);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    [
      `the local AWS did not start; install it with: python3 -m pip install 'moto[server]==${motoVersion}' (Python 3.9 or newer), and see that moto_server is on PATH`,
      ...failures.map((failure) => `  - ${failure}`),
    ].join('\n'),
  );
}

async function start(launcher: Launcher, path: string, options: LocalAwsOptions): Promise<LocalAws> {
  const port = await freePort();
  options.onProgress?.('starting the local AWS');
  const waking = options.awake ? wake(`http://127.0.0.1:${port}`) : undefined;
  const starting = startServer({
    name: launcher.name,
    command: [...launcher.command, '-H', '127.0.0.1', '-p', String(port)],
    environment: environment(path, port),
    readyAt: `http://127.0.0.1:${port}/moto-api/`,
    readyWithinMilliseconds: options.readyWithinMilliseconds ?? 60_000,
  });
  starting.catch(() => waking?.stop());
  const server = await starting;
  // Its answer takes numbers from the source of ids.
  await waking?.awake;
  const local = asLocalAws(server, port);
  await giveSameIds(local);
  return local;
}

/** moto draws ids and keys from one source of random numbers; begun alike, every local AWS gives the same. */
async function giveSameIds({ endpoint }: LocalAws): Promise<void> {
  const { ok, status } = await fetch(`${endpoint}/moto-api/seed?a=1`, { method: 'POST' });
  if (!ok) throw new Error(`the local AWS at ${endpoint} did not take a seed: HTTP ${status}`);
}

function asLocalAws(server: RunningServer, port: number): LocalAws {
  return { endpoint: `http://localhost:${port}`, pid: server.pid, stop: server.stop };
}

/** What a Python program needs to run, and credentials that are none, so that boto never looks for real ones. */
function environment(path: string, port: number): Readonly<Record<string, string>> {
  const inherited = ['HOME', 'LANG', 'TMPDIR', 'PYENV_ROOT', 'PYENV_VERSION', 'VIRTUAL_ENV'] as const;
  const kept = inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return {
    TMPDIR: tmpdir(),
    ...Object.fromEntries(kept),
    PATH: path,
    PYTHONPATH: join(__dirname, 'python'),
    // Where its state machines find the services they call.
    MOTO_PORT: String(port),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
