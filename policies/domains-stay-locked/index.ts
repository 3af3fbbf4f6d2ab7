import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Domains stay locked, and with their owner',
  severity: 'critical',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: { nist80053: ['AC-6', 'CM-5', 'SC-20'], attack: ['T1098', 'T1584.001'] },
  control,
  monitor,
  fix,
});
