import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Compute is of ordinary kinds and sizes',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['CM-7', 'SC-6'], attack: ['T1496', 'T1578.002'] },
  control,
  monitor,
  fix,
});
