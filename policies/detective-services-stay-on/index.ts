import { defineGuardrail } from '../../lib/model/guardrail';
import { purposes } from '../../lib/model/organization';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'GuardDuty, Security Hub, Inspector, Macie, Detective and Access Analyzer stay on and see everything',
  severity: 'critical',
  appliesTo: purposes,
  frameworks: {
    nist80053: ['AU-6', 'CA-7', 'RA-5', 'SI-4'],
    fsbp: ['GuardDuty.1', 'Inspector.1', 'Inspector.2', 'Inspector.3', 'Inspector.4', 'Macie.1'],
    attack: ['T1562.001'],
  },
  control,
  monitor,
  fix,
});
