import type { Guardrail } from '../model/guardrail';
import type { ReplayAnswer } from './replay';

export interface GuardrailFigures {
  /** Attempts included. */
  readonly findings: number;
  readonly attempted: number;
  /** Looks included: nothing is known to be wrong. */
  readonly ignored: number;
}

/** What a replay sums up to. Counts what was delivered, and apart from that how much was not. Documented in docs/replay.md. */
export class ReplaySummary {
  records = 0;
  unreadable = 0;
  delivered = 0;
  undelivered = 0;
  readonly #figures = new Map<string, { findings: number; attempted: number; ignored: number }>();
  readonly #guardrails: ReadonlyMap<string, Guardrail>;

  constructor(guardrails: ReadonlyMap<string, Guardrail>) {
    this.#guardrails = guardrails;
  }

  add({ delivered, guardrails }: ReplayAnswer): void {
    if (delivered !== true) {
      this.undelivered++;
      return;
    }
    this.delivered++;
    for (const { id, outcome } of guardrails) {
      const figures = this.#figures.get(id) ?? { findings: 0, attempted: 0, ignored: 0 };
      if (outcome === 'ignored' || outcome === 'look') figures.ignored++;
      else figures.findings++;
      if (outcome === 'attempted') figures.attempted++;
      this.#figures.set(id, figures);
    }
  }

  toJSON() {
    const { records, unreadable, delivered, undelivered } = this;
    const guardrails: Readonly<Record<string, GuardrailFigures>> = Object.fromEntries([...this.#figures].sort());
    const findings = Object.values(guardrails).reduce((sum, figures) => sum + figures.findings, 0);
    const found = Object.keys(guardrails).filter((id) => (guardrails[id]?.findings ?? 0) > 0);
    const techniques = new Set(found.flatMap((id) => this.#guardrails.get(id)?.frameworks.attack ?? []));
    return {
      records,
      unreadable,
      delivered,
      undelivered,
      findings,
      findingsPerThousand: records === 0 ? 0 : Math.round((findings * 100_000) / records) / 100,
      guardrails,
      techniques: [...techniques].sort(),
    };
  }
}
