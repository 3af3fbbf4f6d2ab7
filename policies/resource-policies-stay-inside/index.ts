import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Resource policies let nobody in from outside the organization',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    fsbp: ['SNS.4', 'SQS.3', 'S3.6', 'EventBridge.3'],
    attack: ['T1098', 'T1537'],
  },
  check,
  control,
  monitor,
  fix,
});
