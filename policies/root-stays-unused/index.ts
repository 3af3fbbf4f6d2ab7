import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Nobody works as the root user',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: {
    cis: ['1.4', '1.7'],
    nist80053: ['AC-2', 'AC-6'],
    fsbp: ['IAM.4'],
    attack: ['T1078.004'],
  },
  control,
  monitor,
});
