import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Networks open only where they were planned to',
  severity: 'medium',
  appliesTo: ['workloads', 'sandbox', 'quarantine'],
  frameworks: { nist80053: ['AC-4', 'SC-7'], attack: ['T1599', 'T1048'] },
  control,
  monitor,
});
