import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'The landing zone changes by deployment and not by hand',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: { nist80053: ['CM-3', 'CM-5', 'CM-6'], attack: ['T1098', 'T1578'] },
  control,
  monitor,
});
