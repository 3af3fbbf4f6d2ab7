import { defineGuardrail } from '../../lib/model/guardrail';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Buckets are created by nobody unseen',
  severity: 'low',
  appliesTo: ['workloads', 'sandbox'],
  frameworks: {},
  monitor,
});
