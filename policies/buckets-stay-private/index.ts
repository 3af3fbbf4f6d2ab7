import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Buckets block public access',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['2.1.4'],
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    fsbp: ['S3.1', 'S3.2', 'S3.3', 'S3.8'],
    attack: ['T1530', 'T1537'],
  },
  check,
  control,
  monitor,
  fix,
});
