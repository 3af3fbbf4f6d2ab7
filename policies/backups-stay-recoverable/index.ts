import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'What was saved can be brought back',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: {
    nist80053: ['CP-6', 'CP-9', 'CP-10'],
    fsbp: ['RDS.7', 'RDS.8', 'RDS.11', 'S3.14'],
    attack: ['T1485', 'T1490'],
  },
  check,
  control,
  monitor,
  fix,
});
