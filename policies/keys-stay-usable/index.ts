import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Customer managed keys stay usable',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: { nist80053: ['SC-12', 'SC-12(2)'], fsbp: ['KMS.3'], attack: ['T1485', 'T1486', 'T1489'] },
  control,
  monitor,
  fix,
});
