import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'No session outlives the credentials it came from',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-2', 'AC-12', 'IA-5'],
    attack: ['T1550.001', 'T1078.004', 'T1098.001'],
  },
  control,
  monitor,
});
