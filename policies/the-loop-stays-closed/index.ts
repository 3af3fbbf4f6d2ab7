import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'What closes the loop stays as it is',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: { nist80053: ['AU-9', 'CM-5', 'SI-7'], attack: ['T1562.001', 'T1562.008'] },
  control,
  monitor,
  fix,
});
