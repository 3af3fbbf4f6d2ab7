import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Default security groups let nothing in or out',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { cis: ['5.4'], nist80053: ['AC-4', 'SC-7'], fsbp: ['EC2.2'], attack: ['T1021', 'T1048'] },
  check,
  monitor,
  fix,
});
