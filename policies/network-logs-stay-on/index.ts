import { defineGuardrail } from '../../lib/model/guardrail';
import { purposes } from '../../lib/model/organization';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Flow logs and DNS query logs stay on',
  severity: 'high',
  appliesTo: purposes,
  frameworks: {
    cis: ['3.7'],
    nist80053: ['AC-4', 'AU-2', 'AU-3', 'AU-12', 'SI-4'],
    fsbp: ['EC2.6'],
    attack: ['T1562.008'],
  },
  control,
  monitor,
});
