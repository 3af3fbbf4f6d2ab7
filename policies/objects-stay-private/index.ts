import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'No object is public through its ACL',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    fsbp: ['S3.2', 'S3.3', 'S3.12'],
    attack: ['T1530', 'T1537'],
  },
  control,
  monitor,
  fix,
});
