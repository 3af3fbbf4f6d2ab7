import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyDrill, Guardrail, GuardrailDefinition } from '../lib/model/guardrail';

/** Ids of the guardrails in a folder, without loading any. */
export function guardrailIds(folder: string = __dirname): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The guardrails in a folder, all of them unless some are named; an id is a folder's name. */
export function loadGuardrails(folder: string = __dirname, ids = guardrailIds(folder)): readonly Guardrail[] {
  return ids.map((id) => loadGuardrail(id, join(folder, id)));
}

/** Drills are loaded when somebody asks for them: synth never does. */
export function loadGuardrail(id: string, folder: string): Guardrail {
  const { guardrail } = require(folder) as { guardrail?: GuardrailDefinition };
  if (!guardrail) throw new Error(`${folder}: exports no 'guardrail'; export const guardrail = defineGuardrail({ … })`);
  return {
    id,
    ...guardrail,
    get drills() {
      if (!existsSync(join(folder, 'drill.ts'))) return [];
      return (require(join(folder, 'drill')) as { readonly drills: readonly AnyDrill[] }).drills;
    },
  };
}
