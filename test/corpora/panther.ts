import { join } from 'node:path';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { guardrailIds } from '../../policies';
import { pantherRules } from './panther-rules';
import { conclude, jsonLines, shadow } from './shadow';

// Events other people's rules must and must not fire on: node -r ts-node/register test/corpora/panther.ts FOLDER
// FOLDER holds cases.jsonl. An attempt is no finding: where theirs look away from a denied call, ours say it was denied.

interface Case {
  readonly id: string;
  readonly rule: string;
  readonly testName: string;
  readonly expected: boolean;
  readonly event: Partial<CloudTrailRecord>;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('panther: no folder; pass the one that holds cases.jsonl');
main(join(folder, 'cases.jsonl')).catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(file: string): Promise<void> {
  const cases = jsonLines<Case>(file);
  const answer = await shadow();
  const failures = cases.map(({ id, rule: name, testName, expected, event }) => {
    const rule = pantherRules[name];
    if (!rule) return `${id}: ${name} is in no table`;
    if ('outOfScope' in rule || rule.apartFrom?.[testName] !== undefined) return undefined;
    const missing = rule.guardrails.filter((guardrail) => !guardrailIds().includes(guardrail));
    if (missing.length > 0) return `${id}: there is no guardrail ${missing.join(', ')} yet`;
    const answered = answer(wholeRecord(event));
    const own =
      answered?.delivered === true ? answered.guardrails.filter((each) => rule.guardrails.includes(each.id)) : [];
    const fires = own.some(({ outcome }) => outcome === 'finding' || (expected && outcome === 'attempted'));
    if (fires === expected) return undefined;
    const said = own.map((each) => `${each.id} says ${each.outcome}: ${each.because}`).join('; ') || 'nobody looked';
    return `${id} (${testName}): ${event.eventName} ${expected ? 'should' : 'should not'} be found, ${said}${notDelivered(answered?.delivered)}`;
  });
  conclude(failures);
}

const notDelivered = (delivered: true | string | undefined): string =>
  typeof delivered === 'string' ? ` (${delivered})` : '';

/** Their tests leave out what their rules do not read. */
function wholeRecord(event: Partial<CloudTrailRecord>): CloudTrailRecord {
  return { eventSource: '', eventName: '', awsRegion: 'us-east-1', ...event };
}
