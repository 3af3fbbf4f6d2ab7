import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Systems Manager documents are shared with nobody outside the organization',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-3', 'AC-4', 'SC-7'],
    fsbp: ['SSM.4'],
    attack: ['T1537'],
  },
  control,
  monitor,
  fix,
});
