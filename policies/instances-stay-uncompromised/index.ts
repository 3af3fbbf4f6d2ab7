import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Compromised instances are cut off, and kept as evidence',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['IR-4', 'IR-5', 'AU-9', 'SI-4'], attack: ['T1078.004', 'T1496', 'T1552.005'] },
  control,
  monitor,
  fix,
});
