import { defineGuardrail } from '../../lib/model/guardrail';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Access keys nobody uses stop working after 90 days',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { cis: ['1.12', '1.14'], nist80053: ['AC-2', 'IA-5'], fsbp: ['IAM.3', 'IAM.8'], attack: ['T1078.004'] },
  monitor,
  fix,
});
