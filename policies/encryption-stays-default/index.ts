import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'New volumes are encrypted by default, with a key of the account',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { cis: ['2.2.1'], nist80053: ['SC-28', 'SC-28(1)'], fsbp: ['EC2.7'] },
  control,
  monitor,
  fix,
});
