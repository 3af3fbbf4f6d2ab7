import { defineGuardrail } from '../../lib/model/guardrail';
import { control } from './control';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Accounts in quarantine are looked at and nothing else',
  severity: 'medium',
  appliesTo: ['quarantine'],
  frameworks: { nist80053: ['AC-2', 'IR-4'] },
  control,
  monitor,
});
