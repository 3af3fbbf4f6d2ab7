import { defineGuardrail } from '../../lib/model/guardrail';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Nobody breaks the glass unheard',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: {
    nist80053: ['AC-2', 'AC-6', 'AU-12', 'IR-4'],
    attack: ['T1078.004', 'T1548.005'],
  },
  monitor,
});
