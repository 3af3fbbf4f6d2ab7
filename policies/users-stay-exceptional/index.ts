import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'People and programs use roles; IAM users and their credentials are exceptions',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['1.11', '1.21'],
    nist80053: ['AC-2', 'IA-2', 'IA-5'],
    attack: ['T1098.001', 'T1136.003', 'T1078.004'],
  },
  check,
  control,
  monitor,
  fix,
});
