import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { globalServices } from '../../policies/regions-stay-governed/global-services';
import { expectedOfLoops } from './loops-expected';
import { type NamedRecord, recordsBelow } from './records';
import { conclude, shadow } from './shadow';

// Every record there is, and what the six loops make of it: node -r ts-node/register test/corpora/loops.ts FOLDER

const regions = 'regions-stay-governed';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('loops: no folder; pass the one that holds the corpora');
main(folder).catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(corpora: string): Promise<void> {
  const records = [...recordsBelow(corpora)];
  const names = new Set(records.map(({ name }) => name));
  const unknown = Object.values(expectedOfLoops)
    .flatMap(({ finding = [], attempted = [] }) => [...finding, ...attempted])
    .filter((name) => !names.has(name));
  const answer = await shadow();
  const where = await shadow({ relocate: false });
  conclude([
    ...unknown.map((name) => `${name}: is not there`),
    ...records.flatMap(({ name, record }) => {
      const answered = outcomesOf(answer(record));
      const own = Object.keys(expectedOfLoops).map((id) => wrong(name, id, expectedOf(id, name), answered(id)));
      return [...own, wrong(name, regions, expectedElsewhere(record), outcomesOf(where(record))(regions))];
    }),
  ]);
}

type Outcome = 'finding' | 'attempted' | 'nothing';

function wrong(name: string, id: string, expected: Outcome, answered: Outcome): string | undefined {
  return answered === expected ? undefined : `${name}: ${id} makes ${answered} of it, not ${expected}`;
}

/** A look is nothing yet: no record can tell what is found. */
function outcomesOf(answer: ReturnType<Awaited<ReturnType<typeof shadow>>>): (id: string) => Outcome {
  const guardrails = answer?.delivered === true ? answer.guardrails : [];
  return (id) => {
    const outcome = guardrails.find((one) => one.id === id)?.outcome;
    return outcome === 'finding' || outcome === 'attempted' ? outcome : 'nothing';
  };
}

function expectedOf(id: string, name: NamedRecord['name']): Outcome {
  const { finding = [], attempted = [] } = expectedOfLoops[id] ?? {};
  if (finding.includes(name)) return 'finding';
  return attempted.includes(name) ? 'attempted' : 'nothing';
}

/** Regions the example governs; elsewhere, whatever changes something by somebody's own hand is worth a word. */
const governed = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const dataCalls = ['PutObjectAcl'];

function expectedElsewhere(record: CloudTrailRecord): Outcome {
  const { awsRegion, eventSource, eventName, readOnly, errorCode, userIdentity, eventType = 'AwsApiCall' } = record;
  const isChange = readOnly === false && eventType === 'AwsApiCall' && !dataCalls.includes(eventName);
  // Those who made records anonymous made regions up; no rule is in a region that is not there.
  const isThere = /^[a-z]{2}-[a-z]+-\d$/.test(awsRegion);
  const isGlobal = globalServices.includes(eventSource.split('.')[0] ?? '');
  if (!isThere || governed.includes(awsRegion) || !isChange || isGlobal || userIdentity?.invokedBy) return 'nothing';
  if (!errorCode) return 'finding';
  return /Denied|Unauthorized/.test(errorCode) ? 'attempted' : 'nothing';
}
