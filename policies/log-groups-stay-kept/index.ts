import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Log groups are deleted and shortened by templates only',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: {
    nist80053: ['AU-9', 'AU-11'],
    fsbp: ['CloudWatch.16'],
    attack: ['T1070', 'T1562.008'],
  },
  control,
  monitor,
  fix,
});
