import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Secrets can be brought back for a week',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: { nist80053: ['CP-9', 'CP-10'], attack: ['T1485'] },
  control,
  monitor,
});
