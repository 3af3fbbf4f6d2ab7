import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { escapeControl } from '../../lib/model/escape';
import { matchCase } from '../../lib/review/match-case';

export interface MatchOptions {
  readonly cases: string;
  readonly json?: boolean;
}

/** Answers each case of a file as EventBridge would: a line each, in the file's order. */
export async function match({ cases, json }: MatchOptions): Promise<void> {
  const input = cases === '-' ? process.stdin : createReadStream(cases);
  input.on('error', () => {});
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const result = matchCase(line);
    const answer = 'error' in result ? result.error : result.matched ? 'matched' : 'did not match';
    process.stdout.write(`${json ? JSON.stringify(result) : escapeControl(`${result.id}: ${answer}`)}\n`);
  }
  if (input.errored) throw new Error(`${cases}: cannot be read: ${input.errored.message}`);
}
