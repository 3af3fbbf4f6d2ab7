import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Data is reached from inside the organization only',
  severity: 'high',
  appliesTo: ['security', 'infrastructure', 'workloads', 'sandbox', 'quarantine'],
  frameworks: { nist80053: ['AC-3', 'AC-4', 'SC-7', 'SC-8'], attack: ['T1530', 'T1537'] },
  control,
  monitor,
  fix,
});
