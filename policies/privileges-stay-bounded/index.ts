import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Nobody makes administrators, and boundaries stay on',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['1.16'],
    nist80053: ['AC-2', 'AC-3', 'AC-5', 'AC-6'],
    fsbp: ['IAM.1'],
    attack: ['T1098.003', 'T1548'],
  },
  check,
  control,
  monitor,
  fix,
});
