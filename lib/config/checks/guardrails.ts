import type { Check } from './check';
import { adviceOnReference } from './names';
import { unitNames } from './unit-tree';

export const checkGuardrails: Check = function* (draft, { guardrailIds }) {
  const units = unitNames(draft);
  const known = { names: new Set([...(guardrailIds ?? []), 'default']), isComplete: guardrailIds !== undefined };
  for (const [id, setting] of Object.entries(draft.guardrails ?? {})) {
    const advice = adviceOnReference(id, known);
    if (advice) yield { path: ['guardrails', id], at: 'key', message: 'does not exist', advice };
    if (typeof setting !== 'object' || !setting?.units) continue;
    for (const unit of Object.keys(setting.units)) {
      const unitAdvice = adviceOnReference(unit, units);
      if (!unitAdvice) continue;
      const path = ['guardrails', id, 'units', unit];
      yield { path, at: 'key', message: 'does not exist', advice: unitAdvice };
    }
  }
};
