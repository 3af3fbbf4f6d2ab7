import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Accounts block public access to all their buckets',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['2.1.4'],
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    fsbp: ['S3.1'],
    attack: ['T1530', 'T1562.007'],
  },
  control,
  monitor,
  fix,
});
