import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsOf } from './mutants';
import { subjects } from './subjects';

// A process of its own for one guardrail: node -r ts-node/register test/mutation/worker.ts ID FIRST
// Tells its parent of each mutant, before and after, so that one that never ends can be stopped.

export type Message =
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'begun'; readonly mutant: number; readonly place: string }
  | { readonly kind: 'ended'; readonly killed: boolean }
  | { readonly kind: 'done' };

const root = join(__dirname, '../..');
const transpiler = require('../../bin/transpiler') as { register: () => void };
const { transformSync } = require('@swc/core') as typeof import('@swc/core');
const circus = require('jest-circus') as typeof import('jest-circus');
let mutated: { readonly file: string; readonly code: string } | undefined;

const [id = '', first = '0'] = process.argv.slice(2);
run(id, Number(first)).catch((error: unknown) => tell({ kind: 'problem', text: String((error as Error).stack) }));

async function run(guardrail: string, from: number): Promise<void> {
  install();
  const [subject] = subjects([guardrail]);
  if (!subject || subject.tests.length === 0)
    return tell({ kind: 'problem', text: 'no test in test/policies imports it' });
  const trouble = await failureIn(subject.tests);
  if (trouble) return tell({ kind: 'problem', text: `its tests fail as they are: ${trouble}` });
  let number = 0;
  for (const { path, only } of subject.files) {
    const source = readFileSync(path, 'utf8');
    for (const { start, end, text, line, what } of mutantsOf(path, source, only)) {
      if (number++ < from) continue;
      tell({ kind: 'begun', mutant: number - 1, place: `${path.slice(root.length + 1)}:${line}: ${what}` });
      mutated = { file: path, code: compiled(path, source.slice(0, start) + text + source.slice(end)) };
      tell({ kind: 'ended', killed: (await failureIn(subject.tests)) !== undefined });
    }
  }
  tell({ kind: 'done' });
}

/** What jest gives to tests, without jest's own process, file system and registry around each of them. */
function install(): void {
  const { describe, test, it, beforeEach, afterEach, beforeAll, afterAll } = circus;
  const { expect } = require('expect') as typeof import('expect');
  const { ModuleMocker } = require('jest-mock') as typeof import('jest-mock');
  const mocker = new ModuleMocker(globalThis);
  const { ModernFakeTimers } = require('@jest/fake-timers') as typeof import('@jest/fake-timers');
  const timers = new ModernFakeTimers({ global: globalThis, config: { fakeTimers: {}, rootDir: root } as never });
  const jest = {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    useFakeTimers: timers.useFakeTimers.bind(timers),
    useRealTimers: timers.useRealTimers.bind(timers),
  };
  Object.assign(globalThis, { describe, test, it, beforeEach, afterEach, beforeAll, afterAll, expect, jest });
  transpiler.register();
  const load = require.extensions['.ts'] as (module: NodeModule, file: string) => void;
  require.extensions['.ts'] = (module, file) => {
    if (mutated?.file !== file) return load(module, file);
    (module as unknown as { _compile: (code: string, file: string) => void })._compile(mutated.code, file);
  };
}

/** The first failure of the tests, loaded afresh with everything that may hold a mutant. */
async function failureIn(tests: readonly string[]): Promise<string | undefined> {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(join(root, 'policies')) || file.startsWith(join(root, 'test/policies')))
      delete require.cache[file];
  }
  circus.resetState();
  try {
    for (const file of tests) require(file);
    const { testResults, unhandledErrors } = await circus.run();
    const failed = testResults.find(({ errors }) => errors.length > 0);
    return failed ? `${failed.testPath.join(' › ')}: ${failed.errors[0]}` : unhandledErrors[0];
  } catch (error) {
    return String(error);
  }
}

function compiled(filename: string, source: string): string {
  try {
    return transformSync(source, { filename }).code;
  } catch (error) {
    return `throw new Error(${JSON.stringify(`no TypeScript: ${error}`)})`;
  }
}

function tell(message: Message): void {
  process.send?.(message);
}
