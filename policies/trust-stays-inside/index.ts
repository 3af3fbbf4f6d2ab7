import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Roles trust nobody outside the organization',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine'],
  frameworks: {
    nist80053: ['AC-3', 'AC-6', 'IA-2'],
    attack: ['T1098', 'T1199', 'T1484.002', 'T1078.004'],
  },
  check,
  control,
  monitor,
  fix,
});
