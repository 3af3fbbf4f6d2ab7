import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Identity providers are those the organization knows',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-2', 'IA-2', 'IA-5', 'IA-8'],
    attack: ['T1484.002', 'T1098.001', 'T1606.002'],
  },
  check,
  control,
  monitor,
});
