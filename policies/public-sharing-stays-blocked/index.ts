import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Accounts block public sharing of snapshots and images',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'], fsbp: ['EC2.1', 'EC2.182'], attack: ['T1537'] },
  control,
  monitor,
  fix,
});
