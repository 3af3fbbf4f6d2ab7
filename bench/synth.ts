import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../lib/assembly/read-assembly';
import { type SynthStatistics, statisticsOf } from '../lib/assembly/statistics';
import { generateOrganization } from '../lib/config/generate-organization';
import { writeGenerated } from '../lib/config/write-generated';
import { loaders, median, milliseconds, record } from './measure';
import { plainResources } from './plain-resources';

// Synth against its floor and as an organization grows. Every run is a process of its own, validator and nag off.
const rounds = 9;
const sizes = [100, 1_000];
const landingZone = join(__dirname, '..', 'bin', 'landing-zone.ts');
const plainApp = join(__dirname, 'plain-app.ts');

interface SynthResult extends SynthStatistics {
  readonly ms: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
try {
  const measured = measure();
  print(measured);
  record('synth', measured);
} finally {
  rmSync(scratch, { recursive: true });
}

function measure() {
  const folders = sizes.map((accounts) => ({
    accounts,
    folder: generated(accounts),
    outdir: join(scratch, `${accounts}`),
  }));
  const outdir = join(scratch, 'example');
  synth('example', outdir);
  for (const other of folders) synth(other.folder, other.outdir);
  const inventory = join(scratch, 'inventory.json');
  writeFileSync(inventory, JSON.stringify(plainResources(readAssembly(outdir))));

  // Side by side in every round, so that whatever else the machine does weighs on all.
  const runs = Array.from({ length: rounds }, () => ({
    plain: milliseconds(plainApp, [inventory, join(scratch, 'plain')], { loader: loaders.tsNode }),
    barest: milliseconds(plainApp, [inventory, join(scratch, 'plain')]),
    example: synth('example', outdir),
    sizes: folders.map((other) => synth(other.folder, other.outdir)),
  }));
  return {
    example: {
      ...result(
        runs.map(({ example }) => example),
        outdir,
      ),
      plainMs: median(runs.map(({ plain }) => plain)),
      timesPlain: ratio(runs.map(({ example, plain }) => example / plain)),
      barestMs: median(runs.map(({ barest }) => barest)),
      timesBarest: ratio(runs.map(({ example, barest }) => example / barest)),
    },
    generated: folders.map(({ accounts, outdir: written }, index) => ({
      accounts,
      ...result(
        runs.map((run) => run.sizes[index] ?? Number.NaN),
        written,
      ),
      timesExample: ratio(runs.map(({ sizes: times, example }) => (times[index] ?? Number.NaN) / example)),
    })),
  };
}

function result(times: readonly number[], outdir: string): SynthResult {
  return { ms: median(times), ...statisticsOf(readAssembly(outdir)) };
}

function generated(accounts: number): string {
  const folder = join(scratch, `organization-${accounts}`);
  writeGenerated(folder, generateOrganization({ accounts }));
  return folder;
}

function synth(organization: string, outdir: string): number {
  return milliseconds(landingZone, [], {
    environment: { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ organization, nag: 'false' }) },
  });
}

function print({ example, generated: grown }: ReturnType<typeof measure>): void {
  console.log(`example        ${show(example)}`);
  console.log(
    `  ${example.timesPlain} times a plain L1 app set up as 'cdk init' does it (ts-node, ${example.plainMs} ms)`,
  );
  console.log(`  ${example.timesBarest} times the same app loaded as ours is (${example.barestMs} ms)`);
  for (const { accounts, timesExample, ...size } of grown) {
    console.log(`${String(accounts).padStart(5)} accounts ${show(size)}; ${timesExample} times the example`);
  }
}

function show({ ms, templates, resources, bytes }: SynthResult): string {
  return `${ms} ms, ${templates} templates, ${resources} resources, ${bytes} bytes`;
}

/** The median, to two digits. */
function ratio(ratios: readonly number[]): number {
  return Math.round(median(ratios) * 100) / 100;
}
