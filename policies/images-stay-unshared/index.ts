import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Machine images are shared with nobody outside the organization',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    attack: ['T1537', 'T1578'],
  },
  check,
  control,
  monitor,
  fix,
});
