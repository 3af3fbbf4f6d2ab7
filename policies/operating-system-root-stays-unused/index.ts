import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Nobody works as root on a machine',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine'],
  frameworks: { nist80053: ['AC-6', 'AU-2', 'AU-12', 'SI-4'], attack: ['T1078.003', 'T1548.003'] },
  control,
  monitor,
  fix,
});
