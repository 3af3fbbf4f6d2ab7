import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../lib/assembly/assembly';
import { readAssembly } from '../lib/assembly/read-assembly';
import { type SynthStatistics, statisticsOf } from '../lib/assembly/statistics';
import { generateOrganization } from '../lib/config/generate-organization';
import { writeGenerated } from '../lib/config/write-generated';
import { median, milliseconds, record } from './measure';

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
  record('synth', measure());
} finally {
  rmSync(scratch, { recursive: true });
}

function measure() {
  const outdir = join(scratch, 'example');
  synth('example', outdir);
  const assembly = readAssembly(outdir);
  const inventory = join(scratch, 'inventory.json');
  writeFileSync(inventory, JSON.stringify(inventoryOf(assembly)));

  // In pairs, so that whatever else the machine does weighs on both.
  const pairs = Array.from({ length: rounds }, () => ({
    ms: synth('example', outdir),
    plainMs: milliseconds(plainApp, [inventory, join(scratch, 'plain')]),
  }));
  const ms = median(pairs.map((pair) => pair.ms));
  const plainMs = median(pairs.map((pair) => pair.plainMs));
  const ratio = round(median(pairs.map((pair) => pair.ms / pair.plainMs)));
  const example = { ms, plainMs, ratio, ...statisticsOf(assembly) };
  console.log(`example          ${show(example)}; plain L1 app ${plainMs} ms; ratio ${ratio}`);

  const generated = sizes.map((accounts) => {
    const result = synthGenerated(accounts);
    const timesExample = round(result.ms / ms);
    console.log(`${String(accounts).padStart(5)} accounts   ${show(result)}; ${timesExample} times the example`);
    return { accounts, timesExample, ...result };
  });
  return { example, generated };
}

function synthGenerated(accounts: number): SynthResult {
  const folder = join(scratch, `organization-${accounts}`);
  const outdir = join(scratch, `generated-${accounts}`);
  writeGenerated(folder, generateOrganization({ accounts }));
  const times = Array.from({ length: rounds }, () => synth(folder, outdir));
  return { ms: median(times), ...statisticsOf(readAssembly(outdir)) };
}

function synth(organization: string, outdir: string): number {
  return milliseconds(landingZone, [], {
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify({ organization, nag: 'false' }),
  });
}

/** Types and properties of what each template has; the template of a StackSet is one of its own. */
function inventoryOf({ stacks }: Assembly) {
  return stacks
    .flatMap((stack) => [stack, ...stack.stackSets])
    .map(({ template }) =>
      Object.values(template.Resources ?? {}).map(({ Type, Properties = {} }) => ({
        type: Type,
        properties: Properties,
      })),
    );
}

function show({ ms, templates, resources, bytes }: SynthResult): string {
  return `${ms} ms, ${templates} templates, ${resources} resources, ${bytes} bytes`;
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
