import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Instances hand out credentials by IMDSv2 only',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { cis: ['5.6'], nist80053: ['AC-3', 'AC-6'], fsbp: ['EC2.8', 'EC2.170'], attack: ['T1552.005'] },
  check,
  control,
  monitor,
  fix,
});
