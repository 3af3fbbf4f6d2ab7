import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'The log archive only ever receives',
  severity: 'critical',
  appliesTo: ['security'],
  frameworks: {
    cis: ['3.4'],
    nist80053: ['AU-9', 'AU-11', 'SI-12'],
    fsbp: ['S3.13', 'S3.14', 'S3.15'],
    attack: ['T1070', 'T1485', 'T1562.008'],
  },
  control,
  monitor,
  fix,
});
