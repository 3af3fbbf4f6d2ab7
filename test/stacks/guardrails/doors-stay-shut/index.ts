import { defineGuardrail } from '../../../../lib/model/guardrail';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Doors stay shut',
  severity: 'low',
  appliesTo: ['management', 'security', 'workloads'],
  frameworks: {},
  control,
  monitor,
  fix,
});
