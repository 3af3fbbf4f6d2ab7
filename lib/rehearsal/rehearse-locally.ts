import type { Assembly } from '../assembly/assembly';
import type { Guardrail } from '../model/guardrail';
import type { Organization } from '../model/organization';
import { buildLocally } from './build-locally';
import type { LocalAws } from './local-aws/local-aws';
import { rehearse } from './rehearse';
import type { GuardrailReport } from './report';
import { openTheatre } from './theatre';

export interface Rehearsal {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
  /** The local AWSs to build on. */
  readonly servers: readonly Promise<LocalAws>[];
  /** Synthesized for the organization as its lock file has it. */
  readonly assembly: Assembly;
  /** Synthesizes for the ids of a local AWS. */
  readonly synthesize: (organization: Organization) => Promise<Assembly>;
  readonly onProgress: (message: string) => void;
}

export interface Rehearsed {
  readonly reports: readonly GuardrailReport[];
  /** What was built before anything was played. */
  readonly built: string;
}

/** Builds the organization on each local AWS, and plays every drill on one of them. Reports keep the guardrails' order. */
export async function rehearseLocally(rehearsal: Rehearsal): Promise<Rehearsed> {
  const { guardrails, servers } = rehearsal;
  const waiting = longestFirst(guardrails).values();
  const synthesize = onceForEach(rehearsal.synthesize);
  const played = await Promise.allSettled(
    servers.map((server) => playLane({ ...rehearsal, synthesize }, server, waiting)),
  );
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

/** Takes guardrails from those waiting, which it shares with the other lanes, until there are none. */
async function playLane(
  { organization, assembly, synthesize, onProgress }: Rehearsal,
  server: Promise<LocalAws>,
  waiting: IterableIterator<Guardrail>,
): Promise<Rehearsed> {
  const local = await server;
  const built = await buildLocally(local, organization, assembly, { onProgress, synthesize });
  const theatre = await openTheatre(built.organization, built.assembly, local);
  try {
    const say = ({ id }: Guardrail, { name }: { readonly name: string }) => onProgress(`${id}: ${name}`);
    return { reports: await rehearse(theatre, built.organization, waiting, say), built: built.summary };
  } finally {
    await theatre.close();
  }
}

/** So that the lanes end at about the same time. */
function longestFirst(guardrails: readonly Guardrail[]): readonly Guardrail[] {
  return guardrails.toSorted((one, other) => other.drills.length - one.drills.length);
}

/** Every local AWS gives the same ids, so what was synthesized for one holds for the next. */
function onceForEach(synthesize: Rehearsal['synthesize']): Rehearsal['synthesize'] {
  const synthesized = new Map<string, Promise<Assembly>>();
  return (organization) => {
    const key = JSON.stringify(organization);
    const assembly = synthesized.get(key) ?? synthesize(organization);
    synthesized.set(key, assembly);
    return assembly;
  };
}
