import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Functions run the code that was deployed, and layers of known accounts',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: { nist80053: ['CM-3', 'CM-5', 'SI-7', 'SR-3'], attack: ['T1648', 'T1525', 'T1195'] },
  control,
  monitor,
});
