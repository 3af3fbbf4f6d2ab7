import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Objects are encrypted with keys that AWS holds',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['CP-9', 'SC-12', 'SC-28'], attack: ['T1486'] },
  control,
  monitor,
  fix,
});
