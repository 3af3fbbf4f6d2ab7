import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadValid } from '../../bin/commands/load';
import { synthesize } from '../../bin/synthesize';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { factsOf } from '../../lib/model/facts';
import { Hub } from '../../lib/rehearsal/hub';
import { hubRoutes } from '../../lib/rehearsal/hub-routes';
import { actsIn } from '../../lib/review/acts-in';
import { Replay, type ReplayAnswer } from '../../lib/review/replay';
import { loadGuardrails } from '../../policies';

/** Shadow-runs other people's records through the example's synthesized rules, as if their regions were governed unless told not to. */
export async function shadow({
  relocate = true,
} = {}): Promise<(record: CloudTrailRecord) => ReplayAnswer | undefined> {
  process.env.CDK_VALIDATION = 'false';
  const { organization } = loadValid(join(__dirname, '../..'), 'example');
  const guardrails = loadGuardrails();
  const outdir = mkdtempSync(join(tmpdir(), 'breakwater-'));
  try {
    const { assembly } = await synthesize(organization, guardrails, { outdir, nag: false });
    const acts = actsIn(organization);
    const replay = new Replay({ routes: hubRoutes(new Hub(assembly)), guardrails, facts: factsOf(organization), acts });
    return (record) => {
      const stays = !relocate || organization.governedRegions.includes(record.awsRegion);
      return replay.answer(stays ? record : { ...record, awsRegion: organization.homeRegion });
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Ids of the guardrails that find something in it or see an attempt. */
export function foundBy(answer: ReplayAnswer | undefined): readonly string[] {
  if (answer?.delivered !== true) return [];
  return answer.guardrails
    .filter(({ outcome }) => outcome === 'finding' || outcome === 'attempted')
    .map(({ id }) => id);
}

export function jsonLines<Line>(file: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** Prints what failed and how many passed, and exits accordingly. */
export function conclude(results: readonly (string | undefined)[]): void {
  const failures = results.filter((failure) => failure !== undefined);
  for (const failure of failures) console.log(failure);
  console.log(`${results.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
