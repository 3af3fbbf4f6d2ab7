import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'The organization keeps its accounts, its trust and its addresses',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: { nist80053: ['AC-2', 'AC-6', 'CM-3'], attack: ['T1098', 'T1484', 'T1562.001'] },
  control,
  monitor,
  fix,
});
