import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Instances are managed, and patched',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads'],
  frameworks: { nist80053: ['SI-2', 'CM-8', 'RA-5'], fsbp: ['SSM.1', 'SSM.2'], attack: ['T1190', 'T1210'] },
  control,
  monitor,
  fix,
});
