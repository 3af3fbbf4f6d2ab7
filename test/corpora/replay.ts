import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CloudTrailRecord, deliverability } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';
import { conclude, foundBy, jsonLines, shadow } from './shadow';

// Real records of real attacks, and of what goes on around them: node -r ts-node/register test/corpora/replay.ts FOLDER
// FOLDER holds stratus/{normalized,supplement-invictus}/<technique>.json and invictus/events.jsonl.

/** Technique → guardrails of which one has to answer. Techniques that only read are not delivered to ordinary rules. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  'aws.defense-evasion.cloudtrail-delete': ['cloudtrail-stays-on'],
  'aws.defense-evasion.cloudtrail-event-selectors': ['cloudtrail-stays-on'],
  'aws.defense-evasion.cloudtrail-stop': ['cloudtrail-stays-on'],
  'aws.defense-evasion.organizations-leave': ['organization-stays-whole'],
  'aws.execution.ec2-launch-unusual-instances': ['compute-stays-ordinary'],
  'aws.execution.ec2-user-data': ['startup-scripts-stay-unchanged'],
  'aws.exfiltration.ec2-share-ebs-snapshot': ['snapshots-stay-unshared'],
  'aws.exfiltration.s3-backdoor-bucket-policy': ['resource-policies-stay-inside', 'buckets-stay-private'],
  'aws.initial-access.console-login-without-mfa': ['second-factors-stay-on'],
  'aws.persistence.iam-create-backdoor-role': ['trust-stays-inside', 'privileges-stay-bounded'],
  'aws.persistence.lambda-backdoor-function': ['functions-stay-private', 'resource-policies-stay-inside'],
  'aws.persistence.lambda-layer-extension': ['deployed-code-stays-deployed'],
  'aws.persistence.rolesanywhere-create-trust-anchor': ['trust-stays-inside', 'identity-providers-stay-known'],
  'aws.persistence.sts-federation-token': ['federation-tokens-stay-unused'],
};

/** Guardrails that tell of something made public or shared; an attacker's change undone is neither. */
const aboutSharing = /-stays?-(private|unshared|inside|blocked|closed|behind-the-bastion)$|public/;
const findingsPerThousand = 2;

interface Labelled {
  readonly phase: string;
  readonly technique?: string | null;
  readonly event: CloudTrailRecord;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('replay: no folder; pass the one that holds stratus/ and invictus/');
main(folder).catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(corpora: string): Promise<void> {
  const answer = await shadow();
  const ids = (record: CloudTrailRecord): readonly string[] => foundBy(answer(record));
  const attacks = ['normalized', 'supplement-invictus'].flatMap((part) => techniquesIn(join(corpora, 'stratus', part)));
  const labelled = jsonLines<Labelled>(join(corpora, 'invictus', 'events.jsonl'));
  conclude([
    ...attacks.map((attack) => missed(attack, ids)),
    tooMany(['background', 'terraform-warmup-or-cleanup', 'revert'], labelled, ids),
    tooMany(['revert'], labelled, (record) => ids(record).filter((id) => aboutSharing.test(id)), 0),
  ]);
}

interface Attack {
  readonly name: string;
  readonly technique: string;
  readonly records: readonly CloudTrailRecord[];
}

function techniquesIn(part: string): readonly Attack[] {
  if (!existsSync(part)) throw new Error(`${part}: is not there; pass the folder that holds stratus/`);
  return readdirSync(part).map((file) => {
    const lines = JSON.parse(readFileSync(join(part, file), 'utf8')) as readonly (CloudTrailRecord | Labelled)[];
    const technique = file.replace(/\.json$/, '');
    const records = lines.flatMap((line) =>
      isLabelled(line) ? (line.phase === 'detonate' ? [line.event] : []) : [line],
    );
    return { name: `${part.split('/').at(-1)}/${technique}`, technique, records };
  });
}

const isLabelled = (line: CloudTrailRecord | Labelled): line is Labelled => isObject(line) && 'phase' in line;

function missed({ name, technique, records }: Attack, ids: (record: CloudTrailRecord) => readonly string[]) {
  const delivered = records.filter((record) => deliverability(record, 'ENABLED') === true);
  if (delivered.length === 0) return undefined;
  const wanted = fitting[technique] ?? [];
  const found = [...new Set(delivered.flatMap(ids))];
  if (found.some((id) => wanted.includes(id))) return undefined;
  const names = [...new Set(delivered.map(({ eventName }) => eventName))];
  return `${name}: ${names.join(', ')}: found by ${found.join(', ') || 'nobody'}, wanted ${wanted.join(' or ') || 'nobody yet'}`;
}

function tooMany(
  phases: readonly string[],
  labelled: readonly Labelled[],
  ids: (record: CloudTrailRecord) => readonly string[],
  most = findingsPerThousand,
): string | undefined {
  const events = labelled.filter(({ phase }) => phases.includes(phase)).map(({ event }) => event);
  const findings = events.flatMap((event) => ids(event).map((id) => `${event.eventName} by ${id}`));
  if (findings.length === 0 || (findings.length * 1000) / events.length < most) return undefined;
  return `${phases.join(', ')}: ${findings.length} findings in ${events.length} events: ${[...new Set(findings)].join(', ')}`;
}
