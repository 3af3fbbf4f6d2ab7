import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Policies of the organization stay as they were deployed',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine', 'suspended'],
  frameworks: { nist80053: ['AC-3', 'CM-3', 'CM-6'], attack: ['T1484', 'T1562.001'] },
  control,
  monitor,
  fix,
});
