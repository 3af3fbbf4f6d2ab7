import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { root } from './project';

/** Synthesizes the example as `cdk synth` does, in a process of its own. */
function synthesize(environment: Readonly<Record<string, string>>): {
  readonly outdir: string;
  readonly output: string;
} {
  const outdir = mkdtempSync(join(tmpdir(), 'breakwater-templates-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register', 'bin/landing-zone.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: '{"organization":"example"}', ...environment },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return { outdir, output: stdout };
}

// The one place where CDK's own validator runs: it costs two seconds a process.
test("the example's templates are clean under CDK's validator, cdk-nag and, where it is installed, cfn-lint", () => {
  const { outdir, output } = synthesize({ CDK_VALIDATION: 'true' });
  expect(output).not.toMatch(/error|warning/i);

  for (const { stackSets } of readAssembly(outdir).stacks) {
    for (const { name, template } of stackSets)
      writeFileSync(join(outdir, `${name}.body.template.json`), JSON.stringify(template));
  }
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  // W3005: CDK says DependsOn where a reference says it already.
  const lint = spawnSync('cfn-lint', ['--ignore-checks', 'W3005', '--', ...templates], {
    cwd: outdir,
    encoding: 'utf8',
  });
  const isInstalled = (lint.error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT';
  if (isInstalled) expect(lint.stdout).toBe('');
}, 900_000);

test('two syntheses are the same, byte for byte', () => {
  const [one, other] = [synthesize({}), synthesize({})].map(({ outdir }) => contents(outdir));
  expect(one).toEqual(other);
});

function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(folder.length), readFileSync(file, 'utf8')];
    }),
  );
}
