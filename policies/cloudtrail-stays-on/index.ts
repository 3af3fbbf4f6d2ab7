import { defineGuardrail } from '../../lib/model/guardrail';
import { purposes } from '../../lib/model/organization';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'CloudTrail records everything and delivers it',
  severity: 'critical',
  appliesTo: purposes,
  frameworks: {
    cis: ['3.1', '3.2', '3.5'],
    nist80053: ['AU-2', 'AU-3', 'AU-6', 'AU-9', 'AU-10', 'AU-12'],
    fsbp: ['CloudTrail.1', 'CloudTrail.2', 'CloudTrail.4'],
    attack: ['T1562.008', 'T1070'],
  },
  control,
  monitor,
  fix,
});
