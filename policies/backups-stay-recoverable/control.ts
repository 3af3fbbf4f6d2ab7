import { defineControl } from '../../lib/model/guardrail';

// What takes backups away for good, and the locks that keep them. Versioning and deletion protection are not here:
// the same actions turn them on, and IAM has no condition on what they are set to.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLosingBackups',
    actions: [
      'backup:DeleteBackupVaultLockConfiguration',
      'backup:DeleteRecoveryPoint',
      'backup:DisassociateRecoveryPoint*',
      'backup:UpdateRecoveryPointLifecycle',
      'backup:UpdateRegionSettings',
      'dynamodb:DeleteBackup',
      'ec2:DisableImageDeregistrationProtection',
      'fsx:BypassSnaplockEnterpriseRetention',
      'rbin:DeleteRule',
      'rbin:UnlockRule',
      'rbin:UpdateRule',
      'rds:DeleteDBClusterAutomatedBackup',
      'rds:DeleteDBInstanceAutomatedBackup',
      's3:BypassGovernanceRetention',
    ],
  },
]);
