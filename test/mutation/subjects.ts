import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardrailIds } from '../../policies';

const root = join(__dirname, '../..');

/** A guardrail with the files whose pure code decides, and the tests that should notice a lie in them. */
export interface Subject {
  readonly id: string;
  readonly files: readonly { readonly path: string; readonly only?: readonly string[] }[];
  readonly tests: readonly string[];
}

export function subjects(ids: readonly string[] = guardrailIds()): readonly Subject[] {
  const tests = readdirSync(join(root, 'test/policies'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(root, 'test/policies', name));
  return ids.map((id) => ({
    id,
    files: readdirSync(join(root, 'policies', id))
      // Controls are held against the attacks by tests of their own; drills are tests themselves.
      .filter((name) => name.endsWith('.ts') && !/^(index|check|control|drill.*)\.ts$/.test(name))
      .map((name) => ({ path: join(root, 'policies', id, name), ...(name === 'fix.ts' && { only: ['decide'] }) })),
    tests: tests.filter((file) => readFileSync(file, 'utf8').includes(`policies/${id}`)),
  }));
}
