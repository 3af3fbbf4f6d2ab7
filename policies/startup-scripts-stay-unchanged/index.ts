import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Scripts that machines run at their start come with the machine',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['CM-3', 'CM-5', 'SI-7'], attack: ['T1059', 'T1651', 'T1037'] },
  control,
  monitor,
});
