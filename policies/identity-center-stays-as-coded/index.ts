import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Who may do what is written in code, and Identity Center follows it',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-2', 'AC-3', 'AC-6', 'CM-3'],
    attack: ['T1098', 'T1098.003', 'T1484.002'],
  },
  control,
  monitor,
});
