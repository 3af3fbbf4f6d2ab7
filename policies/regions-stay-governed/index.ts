import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Nothing happens in regions that nobody governs',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: { nist80053: ['AC-3', 'CM-7', 'SC-7'], attack: ['T1535'] },
  control,
  monitor,
});
