import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

// npm run new <things>-stay-<state>: a folder that works, to be changed into what is meant.
const root = join(__dirname, '..');
const [id = ''] = process.argv.slice(2);
const folder = join(root, 'policies', id);

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id) || id.length > 48) {
  // The id is part of role names, which IAM limits to 64 characters.
  fail(`'${id}' is no guardrail id; say what stays how, such as snapshots-stay-unshared (at most 48 characters)`);
} else if (existsSync(folder)) {
  fail(`policies/${id} is there already; choose another id, or delete the folder first`);
} else {
  cpSync(join(__dirname, 'scaffold'), folder, { recursive: true });
  process.stdout.write(
    `policies/${id} works: npm start -- --guardrail ${id} plays its drills. Now make it yours; CONTRIBUTING.md has the steps.\n`,
  );
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
