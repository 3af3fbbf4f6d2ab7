import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Passwords of users stay long and their own',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { cis: ['1.8', '1.9'], nist80053: ['IA-5'], fsbp: ['IAM.7'], attack: ['T1098', 'T1110'] },
  control,
  monitor,
  fix,
});
