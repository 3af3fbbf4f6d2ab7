import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import { BundleCache, type FunctionBundle } from './bundle-cache';

/** A guardrail whose function is wanted: where its `monitor.ts` is, and `fix.ts` if it has one. */
export interface GuardrailSource {
  readonly id: string;
  readonly folder: string;
  readonly fixes: boolean;
  /** Whether AWS Config watches for it, too. @default false */
  readonly reevaluates?: boolean;
  /** Whether its fix goes on by itself and is followed. @default false */
  readonly follows?: boolean;
}
/** A function, or a file of ours that exports its `handler`. */
export type FunctionSource = GuardrailSource | { readonly id: string; readonly handler: string };

const options = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  // ES modules lose what nobody uses; CommonJS builds of the SDK are twice the size.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
  tsconfigRaw: '{}',
  metafile: true,
  write: false,
} as const satisfies BuildOptions;

/**
 * Bundles every function in one pass of esbuild, so that packages they share are parsed once.
 * Bundles are kept under what they were made of: synth pays for reading our own sources and for nothing more.
 */
export function bundleFunctions(
  sources: readonly FunctionSource[],
  root: string,
): Readonly<Record<string, FunctionBundle>> {
  const cache = new BundleCache(root, JSON.stringify(options));
  const bundles: Record<string, FunctionBundle> = {};
  const stale: FunctionSource[] = [];
  for (const source of sources) {
    const kept = cache.find(entryOf(source, root));
    if (kept) bundles[source.id] = kept;
    else stale.push(source);
  }
  if (stale.length > 0) Object.assign(bundles, build(stale, root, cache));
  return bundles;
}

function build(sources: readonly FunctionSource[], root: string, cache: BundleCache): Record<string, FunctionBundle> {
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  const entries = join(cache.folder, 'entries');
  mkdirSync(entries, { recursive: true });
  const entryPoints: Record<string, string> = {};
  for (const source of sources) {
    entryPoints[source.id] = join(entries, `${source.id}.${process.pid}.ts`);
    writeFileSync(String(entryPoints[source.id]), entryOf(source, root));
  }
  const { outputFiles, metafile } = buildSync({
    ...options,
    absWorkingDir: root,
    // For guardrails that live outside this repository.
    nodePaths: [join(root, 'node_modules')],
    entryPoints,
    outdir: root,
  });
  for (const entry of Object.values(entryPoints)) rmSync(entry);
  return Object.fromEntries(
    sources.map((source) => {
      const { contents } = outputFiles.find(({ path }) => path === join(root, `${source.id}.js`)) as OutputFile;
      const output = metafile.outputs[`${source.id}.js`] as Metafile['outputs'][string];
      const inputs = reachedFrom(String(output.entryPoint), metafile).filter(isOurs);
      const ownBytes = inputs.reduce((sum, path) => sum + (output.inputs[path]?.bytesInOutput ?? 0), 0);
      return [source.id, cache.keep(entryOf(source, root), { inputs, contents, ownBytes })];
    }),
  );
}

/** Every source, those too that left nothing in the output: a change may make them count. */
function reachedFrom(entry: string, metafile: Metafile): readonly string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const next of metafile.inputs[path]?.imports ?? []) if (!next.external) reached.add(next.path);
  }
  return [...reached];
}

function isOurs(path: string): boolean {
  return !path.includes('node_modules/');
}

function entryOf(source: FunctionSource, root: string): string {
  const from = (path: string) => JSON.stringify(path);
  if ('handler' in source) return `export { handler } from ${from(join(root, source.handler))};`;
  const { id, folder, fixes, follows, reevaluates } = source;
  const layers = [
    ...(fixes ? ['fix'] : []),
    ...(follows ? ['startFollowing', 'follow'] : []),
    ...(reevaluates ? ['reevaluate'] : []),
  ];
  return [
    `import { remediate } from ${from(join(root, 'lib/remediation/remediate'))};`,
    `import { monitor } from ${from(join(folder, 'monitor'))};`,
    ...(fixes ? [`import { fix } from ${from(join(folder, 'fix'))};`] : []),
    ...(follows ? [`import { startFollowing } from ${from(join(root, 'lib/remediation/start-following'))};`] : []),
    ...(follows ? [`import { follow } from ${from(join(root, 'lib/remediation/follow'))};`] : []),
    ...(reevaluates ? [`import { reevaluate } from ${from(join(root, 'lib/remediation/reevaluate'))};`] : []),
    `export const handler = remediate({ id: ${JSON.stringify(id)}, monitor, ${layers.join(', ')} });`,
  ].join('\n');
}
