import { availableParallelism } from 'node:os';
import type { Assembly } from '../assembly/assembly';
import type { Guardrail } from '../model/guardrail';
import type { Organization } from '../model/organization';
import { buildLocally } from './build-locally';
import { startLocalAws } from './local-aws/local-aws';
import { rehearse } from './rehearse';
import type { GuardrailReport } from './report';
import { openTheatre } from './theatre';

export interface Rehearsal {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  /** Synthesized for the organization as its lock file has it. */
  readonly assembly: Assembly;
  /** Synthesizes for the ids of a local AWS. */
  readonly synthesize: (organization: Organization, lane: number) => Promise<Assembly>;
  readonly onProgress: (message: string) => void;
}

export interface Rehearsed {
  readonly reports: readonly GuardrailReport[];
  /** What was built before anything was played. */
  readonly built: string;
}

// A local AWS answers one call at a time, so a second one uses the second core; a third would wait for either.
const mostLanes = 2;

/** Builds the organization on a local AWS, as many times as it pays, and plays every drill. Reports keep the guardrails' order. */
export async function rehearseLocally(rehearsal: Rehearsal): Promise<Rehearsed> {
  const { guardrails } = rehearsal;
  const lanes = deal(guardrails, Math.min(guardrails.length, availableParallelism(), mostLanes));
  const played = await Promise.allSettled(lanes.map((lane, index) => playLane(rehearsal, lane, index)));
  const rehearsed = played.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  const reports = new Map(rehearsed.flatMap((lane) => lane.reports.map((report) => [report.id, report] as const)));
  return {
    reports: guardrails.flatMap(({ id }) => reports.get(id) ?? []),
    built: rehearsed[0]?.built ?? 'there is no guardrail to play',
  };
}

async function playLane(
  { organization, assembly, synthesize, onProgress }: Rehearsal,
  guardrails: readonly Guardrail[],
  lane: number,
): Promise<Rehearsed> {
  const local = await startLocalAws({ onProgress });
  try {
    const built = await buildLocally(local, organization, assembly, {
      onProgress,
      synthesize: (relocated) => synthesize(relocated, lane),
    });
    const theatre = await openTheatre(built.organization, built.assembly, local);
    try {
      const say = ({ id }: Guardrail, { name }: { readonly name: string }) => onProgress(`${id}: ${name}`);
      return { reports: await rehearse(theatre, built.organization, guardrails, say), built: built.summary };
    } finally {
      await theatre.close();
    }
  } finally {
    await local.stop();
  }
}

/** Like cards, those with the most drills first, so that the lanes end at about the same time. */
function deal(guardrails: readonly Guardrail[], lanes: number): readonly (readonly Guardrail[])[] {
  const byDrills = [...guardrails].sort((one, other) => (other.drills?.length ?? 0) - (one.drills?.length ?? 0));
  return Array.from({ length: lanes }, (_, lane) => byDrills.filter((__, index) => index % lanes === lane));
}
