import { defineControl } from '../../lib/model/guardrail';

// Changing an instance has no such condition key, and Redshift has none at all; there the fix is what holds.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicDatabases',
    actions: ['rds:CreateDBInstance*', 'rds:CreateDBShardGroup', 'rds:RestoreDBInstance*'],
    condition: { Bool: { 'rds:PubliclyAccessible': 'true' } },
  },
]);
