import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines } from './run';

export interface ServerToStart {
  /** For people, in errors. */
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Answers with 200 once the server is up. */
  readonly readyAt: string;
  readonly readyWithinMilliseconds: number;
}

export interface RunningServer {
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * The server's life hangs on a pipe: the shell that started it ends it when its standard input closes,
 * and the operating system closes that however our process ends, killed included. So nothing is ever left over.
 */
const keeper = `
exec 3<&0
"$@" </dev/null >/dev/null &
server=$!
echo "$server"
{
  read -r never <&3
  PATH="$PATH:/usr/bin:/bin"
  kill "$server" 2>/dev/null
  for try in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$server" 2>/dev/null || exit
    sleep 0.1
  done
  kill -9 "$server" 2>/dev/null
} &
wait "$server"
`;

/** @throws Error with the server's last words when it ends or stays silent instead of answering. */
export async function startServer(start: ServerToStart): Promise<RunningServer> {
  const shell = spawn('/bin/sh', ['-c', keeper, 'sh', ...start.command], {
    env: { ...start.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(shell, 'exit');
  exited.catch(() => undefined); // 'error' of a shell that could not be started is read below.
  const errors = tail(shell);
  try {
    const [printed] = await Promise.race([once(shell.stdout, 'data'), exited]);
    await ready(start, shell, errors);
    const stop = async () => {
      shell.ref();
      shell.stdin.end();
      await exited;
    };
    letGo(shell);
    return { pid: Number.parseInt(String(printed), 10), stop };
  } catch (cause) {
    shell.stdin.end();
    await exited.catch(() => undefined);
    throw cause;
  }
}

async function ready(start: ServerToStart, shell: ChildProcess, errors: () => string): Promise<void> {
  const deadline = Date.now() + start.readyWithinMilliseconds;
  const words = () => (errors() ? `; it said: ${errors()}` : '');
  while (Date.now() < deadline) {
    if (shell.exitCode !== null || shell.signalCode !== null) {
      throw new Error(
        `${start.name}: it ended with ${shell.exitCode ?? shell.signalCode} before it answered${words()}`,
      );
    }
    if (await answers(start.readyAt)) return;
    await wait(40);
  }
  throw new Error(
    `${start.name}: ${start.readyAt} did not answer within ${start.readyWithinMilliseconds} ms${words()}`,
  );
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The last lines of what it prints on standard error; a server logs every request there, so no more is kept. */
function tail(shell: ChildProcess): () => string {
  let text = '';
  shell.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000);
  });
  return () => lastLines(text);
}

/** A program that forgot to stop it may end all the same. */
function letGo(shell: ChildProcess): void {
  shell.unref();
  for (const stream of shell.stdio) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  }
}
