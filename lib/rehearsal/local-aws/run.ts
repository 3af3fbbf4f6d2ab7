import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** @throws Error with the command and the last lines it printed. */
export async function run(command: readonly string[], path: string): Promise<void> {
  const [file = '', ...parameters] = command;
  try {
    await execute(file, parameters, { env: { ...process.env, PATH: path }, timeout: 600_000 });
  } catch (cause) {
    const { stderr, message } = cause as { readonly stderr?: string; readonly message: string };
    throw new Error(`'${command.join(' ')}' failed: ${lastLines(stderr || message)}`, { cause });
  }
}

export function lastLines(text: string, count = 5): string {
  return text.trim().split('\n').slice(-count).join(' | ');
}
