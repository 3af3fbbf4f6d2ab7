import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadValid } from '../bin/commands/load';
import { synthesize } from '../bin/synthesize';
import { envelope } from '../lib/events/cloudtrail-record';
import { compilePatterns } from '../lib/events/pattern/compile-patterns';
import { factsOf } from '../lib/model/facts';
import { type Guardrail, hasMonitor } from '../lib/model/guardrail';
import { Hub } from '../lib/rehearsal/hub';
import { hubRoutes } from '../lib/rehearsal/hub-routes';
import { actsIn } from '../lib/review/acts-in';
import { readRecords } from '../lib/review/history/read-records';
import { Replay } from '../lib/review/replay';
import { loadGuardrails } from '../policies';
import { someRecords, writeHistory } from './history';
import { median, record } from './measure';

// Replay beside JSON.parse on the same file, and how fast events are held against all our patterns. About 40 s.
const fileBytes = 200_000_000;
const rounds = 3;
process.env.CDK_VALIDATION = 'false';

const scratch = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
measure()
  .then((measured) => record('events', measured))
  .finally(() => rmSync(scratch, { recursive: true }));

async function measure() {
  const guardrails = loadGuardrails();
  const matching = matched(guardrails);
  console.log(`${matching.patterns} patterns: ${matching.eventsPerSecond} events a second`);
  const { organization } = loadValid(join(__dirname, '..'), 'example');
  const { assembly } = await synthesize(organization, guardrails, { outdir: join(scratch, 'synth'), nag: false });
  const routes = hubRoutes(new Hub(assembly));
  const replays: Record<string, Awaited<ReturnType<typeof compare>>> = {};
  for (const form of ['lines', 'Records'] as const) {
    const file = join(scratch, 'history.json');
    writeHistory(file, fileBytes, form);
    const acts = actsIn(organization);
    const facts = factsOf(organization);
    replays[form] = await compare(file, form, () => new Replay({ routes, guardrails, facts, acts }));
    console.log(`replay of ${form}: ${JSON.stringify(replays[form])}`);
  }
  return { matching, replay: replays };
}

/** Side by side in every round, so that whatever else the machine does weighs on both. */
async function compare(file: string, form: 'lines' | 'Records', newReplay: () => Replay) {
  const times: { readonly parse: number; readonly replay: number }[] = [];
  let records = 0;
  for (let round = 0; round < rounds; round++) {
    const parse = await milliseconds(() => parseAlone(file, form));
    const run = newReplay();
    const replay = await milliseconds(() =>
      readRecords(file, {
        record: (one) => void run.answer(one),
        unreadable: (place, why) => {
          throw new Error(`${place}: ${why}`);
        },
        progress() {},
      }),
    );
    records = run.summary.records;
    times.push({ parse, replay });
  }
  const { size } = statSync(file);
  const rate = (ms: number): number => Math.round(size / 1000 / ms);
  return {
    records,
    bytes: size,
    parseMegabytesPerSecond: rate(median(times.map(({ parse }) => parse))),
    replayMegabytesPerSecond: rate(median(times.map(({ replay }) => replay))),
    ratio: Math.round(median(times.map(({ parse, replay }) => parse / replay)) * 100) / 100,
  };
}

function parseAlone(file: string, form: 'lines' | 'Records'): void {
  const text = readFileSync(file, 'utf8');
  if (form === 'Records') JSON.parse(text);
  else for (const line of text.split('\n')) if (line) JSON.parse(line);
}

function matched(guardrails: readonly Guardrail[]) {
  const entries = guardrails.filter(hasMonitor).flatMap(({ id, monitor }) => {
    return [...monitor.patterns, ...(monitor.reads ?? [])].map((pattern) => ({ key: id, pattern }));
  });
  const match = compilePatterns(entries);
  const events = someRecords().map(envelope);
  const rates = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let round = 0; round < 200; round++) for (const event of events) match(event);
    return (200 * events.length * 1000) / (performance.now() - began);
  });
  return { patterns: entries.length, eventsPerSecond: Math.round(median(rates)) };
}

async function milliseconds(work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
