import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../lib/model/json';
import { awsPolicies } from '../../lib/policy/aws-policies';
import { compileHierarchy } from '../../lib/policy/evaluate/compile-hierarchy';
import type { LevelPolicy } from '../../lib/policy/evaluate/layers';
import { PolicyError } from '../../lib/policy/evaluate/policy-error';
import { placeholdersIn } from '../../lib/policy/placeholders';
import { policyQuotas } from '../../lib/policy/quotas';

// Loads, sizes and compiles other people's policies: node -r ts-node/register test/corpora/policies.ts FOLDER

const kinds: Readonly<Record<string, LevelPolicy['type']>> = {
  scps: 'SERVICE_CONTROL_POLICY',
  rcps: 'RESOURCE_CONTROL_POLICY',
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('policies: no folder; pass the one that holds scps and rcps');

const failures: string[] = [];
let passed = 0;
for (const [kind, type] of Object.entries(kinds)) {
  for (const file of readdirSync(join(folder, kind)).filter(
    (name) => name.endsWith('.json') && name !== 'index.json',
  )) {
    try {
      console.log(`${kind}/${file}: ${described(type, file, read(join(folder, kind, file)))}`);
      passed++;
    } catch (error) {
      if (error instanceof PolicyError) {
        console.log(`${kind}/${file}: refused, as AWS does: ${error.message}`);
        passed++;
        continue;
      }
      failures.push(`${kind}/${file}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
for (const failure of failures) console.error(failure);
console.log(`${passed} passed, ${failures.length} failed`);
if (failures.length > 0) process.exitCode = 1;

function described(type: LevelPolicy['type'], name: string, content: JsonObject): string {
  const characters = JSON.stringify(content).length;
  const placeholders = [...new Set(placeholdersIn(content).map(({ text }) => text))];
  const filled = placeholders.reduce<string>(
    (text, placeholder) => text.replaceAll(JSON.stringify(placeholder).slice(1, -1), sample(placeholder)),
    JSON.stringify(content),
  );
  const policy = { type, name, content: JSON.parse(filled) as JsonObject };
  const decide = compileHierarchy([{ node: 'root', policies: [...awsPolicies, policy] }]);
  const principal = 'arn:aws:iam::111122223333:role/Developer';
  const verdicts = ['s3:GetObject', 'iam:CreateUser', 'ec2:RunInstances', 'kms:Decrypt'].map(
    (action) => decide({ action, resource: '*', principal, account: '111122223333', context: {} }).decision,
  );
  const limit = policyQuotas[type].characters;
  const denied = verdicts.filter((decision) => decision === 'denied').length;
  const toFill = placeholders.length > 0 ? `, to be filled in: ${placeholders.join(' ')}` : '';
  return `${characters} of ${limit} characters, ${denied} of ${verdicts.length} asked actions denied${toFill}`;
}

/** Something that may stand where the placeholder does. */
function sample(placeholder: string): string {
  if (/cidr/i.test(placeholder)) return '192.0.2.0/24';
  if (/age|seconds/i.test(placeholder)) return '900000';
  return /resource/i.test(placeholder) ? 'arn:aws:s3:::sample' : 'sample';
}

function read(file: string): JsonObject {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Json;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Error('is no object');
  return content as JsonObject;
}
