import { accessSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { escapeControl } from '../../lib/model/escape';
import { matchCase } from '../../lib/review/match-case';

export interface MatchOptions {
  readonly cases: string;
  readonly json?: boolean;
}

/** Answers each case of a file as EventBridge would: a line each, in the file's order. */
export async function match({ cases, json }: MatchOptions): Promise<void> {
  if (cases !== '-') accessSync(cases);
  const input = cases === '-' ? process.stdin : createReadStream(cases);
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const result = matchCase(line);
    const answer = 'error' in result ? result.error : result.matched ? 'matched' : 'did not match';
    process.stdout.write(
      `${json ? JSON.stringify(result) : escapeControl(`${result.id ?? `${cases}:${number}`}: ${answer}`)}\n`,
    );
  }
}
