import { accessSync } from 'node:fs';
import { escapeControl } from '../../lib/model/escape';
import { factsOf } from '../../lib/model/facts';
import type { Guardrail } from '../../lib/model/guardrail';
import type { Organization } from '../../lib/model/organization';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { Hub } from '../../lib/rehearsal/hub';
import { hubRoutes } from '../../lib/rehearsal/hub-routes';
import { actsIn } from '../../lib/review/acts-in';
import { filesOf } from '../../lib/review/history/files-of';
import { readRecords } from '../../lib/review/history/read-records';
import { Replay } from '../../lib/review/replay';
import { loadGuardrails } from '../../policies';
import { synthesize } from '../synthesize';
import { inScratchFolder } from './in-scratch-folder';
import { type Choice, loadValid } from './load';
import { progress } from './progress';
import { answerLine, summaryLines } from './replay-lines';
import { requireAccount } from './require-account';

export interface ReplayOptions extends Choice {
  readonly account?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

const listedProblems = 50;
const exitUnreadable = 3;

/** Shadow-runs history: what this landing zone would have made of what happened. */
export async function replay(root: string, paths: readonly string[], options: ReplayOptions): Promise<void> {
  const began = performance.now();
  // What AWS has not given an id yet gets a stand-in, so that behaviour can be seen before anything is there.
  const organization = withStandInIds(loadValid(root, options.org).organization);
  const account = options.account === undefined ? undefined : requireAccount(organization, options.account).id;
  // Synthesis takes seconds; a path that is not there is told before it.
  for (const path of paths) if (path !== '-') accessSync(path);
  const guardrails = loadGuardrails();
  const hub = await synthesizedHub(organization, guardrails);
  const acts = actsIn(organization);
  const run = new Replay({ routes: hubRoutes(hub), guardrails, facts: factsOf(organization), acts, account });
  const { summary } = run;

  let lines: string[] = [];
  const print = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    if (text !== '' && !process.stdout.write(text))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for (const path of paths) {
    let files = 0;
    for await (const file of filesOf(path)) {
      files++;
      await readRecords(file, {
        record(record) {
          const answer = run.answer(record);
          if (answer) lines.push(`${options.json ? JSON.stringify(answer) : answerLine(answer)}\n`);
        },
        unreadable(place, why) {
          summary.unreadable++;
          if (summary.unreadable <= listedProblems) process.stderr.write(`${escapeControl(`${place}: ${why}`)}\n`);
        },
        progress(name) {
          progress.doing(`${summary.records} records, ${summary.delivered} of interest: ${name}`);
          return print();
        },
      });
    }
    if (files === 0)
      process.stderr.write(`${escapeControl(`${path}: holds no .json, .jsonl or .ndjson file, .gz or not`)}\n`);
  }
  await print();
  const figures = { organization: organization.name, ...summary.toJSON(), ms: Math.round(performance.now() - began) };
  progress.done(`replayed ${figures.records} records`, figures.unreadable === 0);
  process.stdout.write(options.json ? `${JSON.stringify({ summary: figures })}\n` : summaryLines(figures));
  if (summary.unreadable > listedProblems)
    process.stderr.write(`${summary.unreadable - listedProblems} more could not be read\n`);
  if (options.strict && summary.unreadable > 0) process.exitCode = exitUnreadable;
}

async function synthesizedHub(organization: Organization, guardrails: readonly Guardrail[]): Promise<Hub> {
  process.env.CDK_VALIDATION = 'false';
  return inScratchFolder(
    async (outdir) => new Hub((await synthesize(organization, guardrails, { outdir, nag: false })).assembly),
  );
}
