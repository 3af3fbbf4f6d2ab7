import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { guardrail as data } from '../../policies/data-stays-inside';
import { deniedBy } from './remediation/denied-by';
import { mendFunction } from './remediation/functions';
import { mendKeys } from './remediation/keys';
import { GroupStage } from './remediation/security-groups';
import { conclude, jsonLines } from './shadow';

// States other people's remediations start from, and how each has to end: node -r ts-node/register test/corpora/remediation.ts PATH
// PATH is cases.jsonl or its folder. Each is mended by our own fixes, twice: the second time, nothing may be changed.

/** What asks for more or other than we promise, and why it does. */
const outOfScope: Readonly<Record<string, string>> = {
  'asr-lambda-test_success_s3_statement':
    'a service that acts for one bucket named in the statement is how notifications work; services stay welcome',
};

interface Case {
  readonly id: string;
  readonly kind: 'security-group' | 's3-bucket-policy' | 'lambda-policy' | 'iam-access-keys';
}

const [path] = process.argv.slice(2);
if (!path || !existsSync(path)) throw new Error('remediation: no cases; pass cases.jsonl or the folder that holds it');
main(statSync(path).isDirectory() ? join(path, 'cases.jsonl') : path).catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(file: string): Promise<void> {
  const groups = await GroupStage.open();
  try {
    const results: (string | undefined)[] = [];
    for (const given of jsonLines<Case>(file)) {
      const excused = outOfScope[given.id];
      if (excused) console.log(`${given.id}: out of scope, because ${excused}`);
      else results.push(await wrongWith(given, groups));
    }
    conclude(results);
  } finally {
    await groups.close();
  }
}

async function wrongWith(given: Case, groups: GroupStage): Promise<string | undefined> {
  const wrong = await ({
    'security-group': () => groups.mend(given as never),
    // What others write into every bucket's policy, one policy over all buckets says here.
    's3-bucket-policy': async () => deniedBy(data, given as never),
    'lambda-policy': () => mendFunction(given as never),
    'iam-access-keys': () => mendKeys(given as never),
  }[given.kind]?.() ?? `nobody knows what to do with a ${given.kind}`);
  return wrong && `${given.id}: ${wrong}`;
}
