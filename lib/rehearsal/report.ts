import type { Acknowledgement } from '../assembly/acknowledgements';
import type { Mode } from '../model/organization';

/** What `out/report.json` holds. Stable: fields are added, never renamed or removed. Documented in docs/report.md. */
export interface Report {
  readonly organization: string;
  /** Whether every promise held. */
  readonly held: boolean;
  readonly synth: SynthFigures;
  readonly guardrails: readonly GuardrailReport[];
}

export interface SynthFigures {
  readonly templates: number;
  readonly resources: number;
  readonly bytes: number;
  readonly ms: number;
  /** What cdk-nag's packs found and is answered for. */
  readonly acknowledged: readonly Acknowledgement[];
}

export interface GuardrailReport {
  readonly id: string;
  /** Mode of the guardrail in the organization, where no unit has another. */
  readonly mode: Mode;
  readonly drills: readonly DrillReport[];
}

export interface DrillReport {
  readonly name: string;
  readonly kind: 'incident' | 'twin';
  /** Sid of the statement that denied the call. */
  readonly prevented: { readonly by: string } | null;
  /** Logical id of the synthesized rule that the event reached the function by, and how long after the call. */
  readonly detected: { readonly by: string; readonly ms: number } | null;
  /** From the call to the verified fix, and API calls made in the member account. */
  readonly fixed: { readonly ms: number; readonly calls: number } | null;
  readonly holds: boolean;
  readonly because: string;
}
