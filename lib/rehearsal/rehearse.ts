import type { AnyDrill, Guardrail } from '../model/guardrail';
import type { Organization } from '../model/organization';
import { play } from './play';
import type { DrillReport, GuardrailReport } from './report';
import type { Theatre } from './theatre';

export type OnDrill = (guardrail: Guardrail, drill: AnyDrill) => void;

/** Plays every drill of every guardrail, one after another: the local AWS is not safe under parallel changes. */
export async function rehearse(
  theatre: Theatre,
  organization: Organization,
  guardrails: Iterable<Guardrail>,
  onDrill: OnDrill = () => {},
): Promise<readonly GuardrailReport[]> {
  const reports: GuardrailReport[] = [];
  for (const guardrail of guardrails) {
    const drills: DrillReport[] = [];
    for (const drill of guardrail.drills) {
      onDrill(guardrail, drill);
      drills.push(await play(theatre, guardrail, drill));
    }
    const mode = organization.guardrails[guardrail.id]?.mode ?? organization.defaultMode;
    reports.push({ id: guardrail.id, mode, drills });
  }
  return reports;
}
