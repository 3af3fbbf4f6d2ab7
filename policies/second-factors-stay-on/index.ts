import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Users keep their second factor, and sign in with it',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['1.10'],
    nist80053: ['IA-2(1)', 'IA-2(2)', 'IA-5'],
    fsbp: ['IAM.5'],
    attack: ['T1556.006', 'T1098.005', 'T1078.004'],
  },
  control,
  monitor,
});
