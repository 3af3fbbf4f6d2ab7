import type { ConformancePackName } from './services';

/** A managed rule of AWS Config, and the guardrail whose promise it measures, where there is one. */
export interface PackRule {
  readonly identifier: string;
  readonly guardrail?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface ConformancePack {
  readonly title: string;
  /** Looks at global resources, which Config records at home only. */
  readonly isGlobal?: true;
  readonly rules: readonly PackRule[];
}

/** What is measured beside what is repaired: a score for whoever asks how much of a promise holds. */
export const conformancePacks: Readonly<Record<ConformancePackName, ConformancePack>> = {
  identity: {
    title: 'Who may act, and with what credentials',
    isGlobal: true,
    rules: [
      { identifier: 'ROOT_ACCOUNT_MFA_ENABLED', guardrail: 'root-stays-unused' },
      { identifier: 'IAM_ROOT_ACCESS_KEY_CHECK', guardrail: 'root-stays-unused' },
      { identifier: 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS', guardrail: 'second-factors-stay-on' },
      { identifier: 'IAM_PASSWORD_POLICY', guardrail: 'passwords-stay-strong' },
      { identifier: 'ACCESS_KEYS_ROTATED', guardrail: 'keys-stay-fresh', parameters: { maxAccessKeyAge: '90' } },
      {
        identifier: 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
        guardrail: 'users-stay-exceptional',
        parameters: { maxCredentialUsageAge: '45' },
      },
      { identifier: 'IAM_USER_NO_POLICIES_CHECK', guardrail: 'users-stay-exceptional' },
      { identifier: 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', guardrail: 'privileges-stay-bounded' },
    ],
  },
  'data-protection': {
    title: 'Who may read data, and how it is encrypted',
    rules: [
      {
        identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
        guardrail: 'account-public-access-stays-blocked',
      },
      { identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED', guardrail: 'buckets-stay-private' },
      { identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED', guardrail: 'buckets-stay-private' },
      { identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
      { identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT', guardrail: 'encryption-stays-default' },
      { identifier: 'ENCRYPTED_VOLUMES', guardrail: 'encryption-stays-default' },
      { identifier: 'EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK', guardrail: 'snapshots-stay-unshared' },
      { identifier: 'RDS_STORAGE_ENCRYPTED' },
      { identifier: 'RDS_SNAPSHOTS_PUBLIC_PROHIBITED', guardrail: 'database-snapshots-stay-unshared' },
      { identifier: 'SSM_DOCUMENT_NOT_PUBLIC', guardrail: 'documents-stay-private' },
      { identifier: 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION', guardrail: 'keys-stay-usable' },
      { identifier: 'CMK_BACKING_KEY_ROTATION_ENABLED' },
    ],
  },
  network: {
    title: 'What can be reached from outside',
    rules: [
      { identifier: 'INCOMING_SSH_DISABLED', guardrail: 'ssh-stays-behind-the-bastion' },
      { identifier: 'RESTRICTED_INCOMING_TRAFFIC', guardrail: 'ssh-stays-behind-the-bastion' },
      { identifier: 'VPC_DEFAULT_SECURITY_GROUP_CLOSED' },
      { identifier: 'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED', guardrail: 'networks-stay-isolated' },
      { identifier: 'EC2_INSTANCE_NO_PUBLIC_IP' },
      { identifier: 'EC2_IMDSV2_CHECK', guardrail: 'metadata-stays-v2' },
      { identifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK', guardrail: 'databases-stay-private' },
      { identifier: 'REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK', guardrail: 'databases-stay-private' },
      { identifier: 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', guardrail: 'functions-stay-private' },
      { identifier: 'EKS_ENDPOINT_NO_PUBLIC_ACCESS' },
    ],
  },
  logging: {
    title: 'Whether anybody would know',
    rules: [
      { identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED', guardrail: 'cloudtrail-stays-on' },
      { identifier: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED', guardrail: 'cloudtrail-stays-on' },
      { identifier: 'CLOUD_TRAIL_ENCRYPTION_ENABLED', guardrail: 'cloudtrail-stays-on' },
      { identifier: 'VPC_FLOW_LOGS_ENABLED', guardrail: 'network-logs-stay-on' },
      { identifier: 'CW_LOGGROUP_RETENTION_PERIOD_CHECK', guardrail: 'log-groups-stay-kept' },
      { identifier: 'S3_BUCKET_LOGGING_ENABLED' },
      { identifier: 'ELB_LOGGING_ENABLED' },
      { identifier: 'API_GW_EXECUTION_LOGGING_ENABLED' },
      { identifier: 'WAFV2_LOGGING_ENABLED' },
      { identifier: 'RDS_LOGGING_ENABLED' },
    ],
  },
  recovery: {
    title: 'Whether what is lost comes back',
    rules: [
      { identifier: 'DB_INSTANCE_BACKUP_ENABLED', guardrail: 'backups-stay-recoverable' },
      { identifier: 'RDS_INSTANCE_DELETION_PROTECTION_ENABLED' },
      { identifier: 'RDS_IN_BACKUP_PLAN' },
      { identifier: 'DYNAMODB_PITR_ENABLED', guardrail: 'backups-stay-recoverable' },
      { identifier: 'DYNAMODB_IN_BACKUP_PLAN' },
      { identifier: 'EBS_IN_BACKUP_PLAN' },
      { identifier: 'EFS_IN_BACKUP_PLAN' },
      { identifier: 'S3_BUCKET_VERSIONING_ENABLED' },
      { identifier: 'BACKUP_RECOVERY_POINT_ENCRYPTED' },
      { identifier: 'BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED', guardrail: 'backups-stay-recoverable' },
    ],
  },
};
