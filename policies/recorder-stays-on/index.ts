import { defineGuardrail } from '../../lib/model/guardrail';
import { purposes } from '../../lib/model/organization';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'AWS Config records every change of every resource',
  severity: 'high',
  appliesTo: purposes,
  frameworks: {
    cis: ['3.3'],
    nist80053: ['CM-3', 'CM-6', 'CM-8'],
    fsbp: ['Config.1'],
    attack: ['T1562.001', 'T1562.008'],
  },
  control,
  monitor,
  fix,
});
