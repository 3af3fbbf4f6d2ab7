import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { drills } from './drill';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Objects are not encrypted with a key only the writer has',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['CP-9', 'SC-12'], attack: ['T1486'] },
  control,
  monitor,
  drills,
});
