import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { guardrailIds } from '../../policies';
import type { Message } from './worker';

// npm run mutate [-- ID…]: lies in the guardrails' pure code, and whether their tests notice. Exits with 1 below the goal.
const goal = 0.8;
const patience = 10_000;
const lanes = 2;

interface Score {
  readonly id: string;
  killed: number;
  readonly survived: string[];
  problem?: string;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const queue = [...(chosen.length > 0 ? chosen : guardrailIds())];
  const scores: Score[] = [];
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const score = await judge(id);
      scores.push(score);
      print(score);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  const killed = scores.reduce((sum, score) => sum + score.killed, 0);
  const all = killed + scores.reduce((sum, { survived }) => sum + survived.length, 0);
  console.log(`${killed} of ${all} noticed: ${percent(killed, all)}, goal ${goal * 100} %`);
  if (killed < goal * all || scores.some(({ problem }) => problem)) process.exitCode = 1;
}

/** A mutant that never ends is noticed too; its process is stopped, and the next goes on after it. */
async function judge(id: string): Promise<Score> {
  const score: Score = { id, killed: 0, survived: [] };
  let next = 0;
  for (;;) {
    const stuckAt = await ask(id, next, score);
    if (stuckAt === undefined) return score;
    score.killed++;
    next = stuckAt + 1;
  }
}

function ask(id: string, first: number, score: Score): Promise<number | undefined> {
  const worker: ChildProcess = fork(join(__dirname, 'worker.ts'), [id, `${first}`], {
    execArgv: ['-r', 'ts-node/register'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    let current: { mutant: number; place: string } | undefined;
    let timer: NodeJS.Timeout | undefined;
    const end = (result: number | undefined): void => {
      clearTimeout(timer);
      worker.kill('SIGKILL');
      resolve(result);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => end(current?.mutant), current ? patience : 6 * patience);
    };
    wait();
    worker.on('message', (message: Message) => {
      wait();
      if (message.kind === 'begun') current = message;
      else if (message.kind === 'ended') {
        if (message.killed) score.killed++;
        else score.survived.push(current?.place ?? '');
      } else {
        if (message.kind === 'problem') score.problem = message.text;
        end(undefined);
      }
    });
    worker.on('exit', () => end(current?.mutant));
  });
}

function print({ id, killed, survived, problem }: Score): void {
  const all = killed + survived.length;
  console.log(`${id}: ${problem ?? `${killed} of ${all} noticed (${percent(killed, all)})`}`);
  for (const place of survived) console.log(`  survived ${place}`);
}

const percent = (part: number, all: number): string =>
  all === 0 ? 'nothing to judge' : `${Math.round((part * 100) / all)} %`;
