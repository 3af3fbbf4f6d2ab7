import { defineGuardrail } from '../../lib/model/guardrail';
import { check } from './check';
import { control } from './control';
import { fix } from './fix';
import { monitor } from './monitor';

export const guardrail = defineGuardrail({
  title: 'Databases have no public address',
  severity: 'high',
  appliesTo: ['management', 'security', 'infrastructure', 'workloads', 'sandbox'],
  frameworks: {
    cis: ['2.3.3'],
    nist80053: ['AC-3', 'AC-4', 'AC-6', 'SC-7'],
    fsbp: ['RDS.2', 'Redshift.1', 'DMS.1'],
    attack: ['T1190', 'T1530'],
  },
  check,
  control,
  monitor,
  fix,
});
