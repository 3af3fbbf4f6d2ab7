import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Guardrail, GuardrailDefinition } from '../lib/model/guardrail';

/** Ids of the guardrails in a folder, without loading any. */
export function guardrailIds(folder: string = __dirname): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The guardrails in a folder, all of them unless some are named; an id is a folder's name. */
export function loadGuardrails(folder: string = __dirname, ids = guardrailIds(folder)): readonly Guardrail[] {
  return ids.map((id) => {
    const { guardrail } = require(join(folder, id)) as { guardrail?: GuardrailDefinition };
    if (!guardrail)
      throw new Error(`${join(folder, id)}: exports no 'guardrail'; export const guardrail = defineGuardrail({ … })`);
    return { id, ...guardrail };
  });
}
