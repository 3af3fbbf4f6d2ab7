import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'A key that leaked opens nothing',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine'],
  frameworks: {
    nist80053: ['AC-2(13)', 'IA-5', 'IR-4'],
    attack: ['T1552.001', 'T1078.004'],
  },
  control,
  monitor,
  fix,
});
