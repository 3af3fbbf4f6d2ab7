import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadValid } from '../bin/commands/load';
import type { FunctionBundle } from '../lib/constructs/functions/bundle-cache';
import { bundleFunctions } from '../lib/constructs/functions/bundle-functions';
import { functionSource } from '../lib/constructs/functions/function-source';
import { runtimeConfiguration } from '../lib/model/facts';
import { hasMonitor } from '../lib/model/guardrail';
import type { Report } from '../lib/rehearsal/report';
import { loadGuardrails } from '../policies';
import { median, record } from './measure';

// Each function as Lambda loads it, in a process of its own, and what its fixes cost in calls. About 4 minutes, most of
// them for the rehearsal; the path of a report.json spares it.
const rounds = 3;
/** The least a fix can need: read, change, read again. */
const leastCalls = 3;
const root = join(__dirname, '..');

/** What the process runs: loads the bundle and has it hear of what the platform did itself, which is none of its business. */
const program = `
const event = { id: 'e', source: 'aws.nobody', 'detail-type': 'AWS API Call via CloudTrail', account: '111122223333', region: 'eu-west-1', time: '2026-11-21T10:00:00Z', resources: [], detail: { eventSource: 'nobody.amazonaws.com', eventName: 'DoNothing', userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/breakwater-fix-x/s', sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-x' } } } } };
const began = performance.now();
const { handler } = require(process.argv[1]);
const loaded = performance.now();
handler({ Records: [{ messageId: 'm', body: JSON.stringify(event) }] }).then(({ batchItemFailures }) => {
  if (batchItemFailures.length > 0) throw new Error('the function gave the message back');
  console.log(JSON.stringify({ importMs: loaded - began, firstDecisionMs: performance.now() - loaded }));
});`;

interface FunctionFigures {
  readonly kilobytes: number;
  readonly ownKilobytes: number;
  readonly importMs: number;
  readonly firstDecisionMs: number;
  /** API calls in the member account of the cheapest and the dearest fix that was rehearsed. */
  readonly callsPerFix?: { readonly fewest: number; readonly most: number };
}

const scratch = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
try {
  const figures = measure();
  print(figures);
  record('functions', { leastCalls, ...summary(figures), functions: figures });
} finally {
  rmSync(scratch, { recursive: true });
}

function measure(): Readonly<Record<string, FunctionFigures>> {
  const guardrails = loadGuardrails();
  const { organization } = loadValid(root, 'example');
  const watching = guardrails.filter(hasMonitor);
  const sources = watching.map((guardrail) => functionSource(guardrail, join(root, 'policies')));
  const bundles = bundleFunctions(sources, root);
  const calls = callsPerFix();
  return Object.fromEntries(
    watching.map((guardrail) => {
      const { id } = guardrail;
      const configuration = join(scratch, `${id}.json`);
      writeFileSync(configuration, JSON.stringify(runtimeConfiguration(organization, guardrail, guardrails)));
      return [id, { ...figuresOf(bundles[id] as FunctionBundle, configuration), ...callsOf(calls[id]) }];
    }),
  );
}

function figuresOf({ file, bytes, ownBytes }: FunctionBundle, configuration: string): FunctionFigures {
  const runs = Array.from({ length: rounds }, () => cold(file, configuration));
  const middle = (figure: keyof (typeof runs)[number]) => round(median(runs.map((run) => run[figure])));
  return {
    kilobytes: round(bytes / 1000),
    ownKilobytes: round(ownBytes / 1000),
    importMs: middle('importMs'),
    firstDecisionMs: middle('firstDecisionMs'),
  };
}

/** No call leaves the machine. */
function cold(bundle: string, configuration: string): { readonly importMs: number; readonly firstDecisionMs: number } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program, bundle], {
    env: {
      PATH: process.env.PATH,
      CONFIGURATION: configuration,
      LEDGER_TABLE: 'ledger',
      ALERT_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:alerts',
      QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/queue',
      AWS_REGION: 'eu-west-1',
      LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${bundle} does not run:\n${stderr}`);
  return JSON.parse(String(stdout.trim().split('\n').at(-1)));
}

/** Of every fix the drills play; undo is not counted. */
function callsPerFix(): Readonly<Record<string, readonly number[]>> {
  const [report] = process.argv.slice(2);
  const { guardrails } = JSON.parse(readFileSync(report ?? rehearsed(), 'utf8')) as Report;
  return Object.fromEntries(
    guardrails.map(({ id, drills }) => [id, drills.flatMap(({ fixed }) => (fixed ? [fixed.calls] : []))]),
  );
}

function rehearsed(): string {
  const out = join(scratch, 'rehearsal');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'breakwater.js'), 'rehearse', '--org', 'example', '--out', out],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the rehearsal failed:\n${stdout}`);
  return join(out, 'report.json');
}

function callsOf(calls: readonly number[] = []): Pick<FunctionFigures, 'callsPerFix'> {
  return calls.length > 0 ? { callsPerFix: { fewest: Math.min(...calls), most: Math.max(...calls) } } : {};
}

function summary(figures: Readonly<Record<string, FunctionFigures>>) {
  const all = Object.values(figures);
  const fixes = all.flatMap(({ callsPerFix }) => (callsPerFix ? [callsPerFix.fewest] : []));
  return {
    largestKilobytes: Math.max(...all.map(({ kilobytes }) => kilobytes)),
    largestOwnKilobytes: Math.max(...all.map(({ ownKilobytes }) => ownKilobytes)),
    importMs: round(median(all.map(({ importMs }) => importMs))),
    firstDecisionMs: round(median(all.map(({ firstDecisionMs }) => firstDecisionMs))),
    callsPerFix: median(fixes),
  };
}

function print(figures: Readonly<Record<string, FunctionFigures>>): void {
  for (const [id, { kilobytes, ownKilobytes, importMs, firstDecisionMs, callsPerFix }] of Object.entries(figures)) {
    const calls = callsPerFix ? `, ${callsPerFix.fewest} to ${callsPerFix.most} calls a fix (least ${leastCalls})` : '';
    console.log(
      `${id.padEnd(38)} ${kilobytes} kB, ${ownKilobytes} of them ours, import ${importMs} ms, first decision ${firstDecisionMs} ms${calls}`,
    );
  }
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10;
}
