import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Suspended accounts stand still',
  severity: 'medium',
  appliesTo: ['suspended'],
  frameworks: { nist80053: ['AC-2', 'IR-4'] },
  control,
  monitor,
});
