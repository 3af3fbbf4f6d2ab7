import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Default VPCs stay removed',
  severity: 'medium',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox', 'quarantine'],
  frameworks: { nist80053: ['AC-4', 'CM-7', 'SC-7'], attack: ['T1535', 'T1578.002'] },
  check,
  control,
  monitor,
  fix,
});
