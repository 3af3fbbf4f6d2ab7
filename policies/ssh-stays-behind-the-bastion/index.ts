import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'SSH is reachable from the bastion subnet only',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['5.2', '5.3'],
    nist80053: ['AC-4', 'SC-7'],
    fsbp: ['EC2.13', 'EC2.19'],
    attack: ['T1021.004', 'T1133'],
  },
  check,
  monitor,
  fix,
});
