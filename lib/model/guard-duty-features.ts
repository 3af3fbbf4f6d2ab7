import type { GuardDutyProtection } from './services';

/** What GuardDuty calls its protection plans. */
export const guardDutyFeatures: Readonly<Record<GuardDutyProtection, string>> = {
  s3: 'S3_DATA_EVENTS',
  eks: 'EKS_AUDIT_LOGS',
  malware: 'EBS_MALWARE_PROTECTION',
  rds: 'RDS_LOGIN_EVENTS',
  lambda: 'LAMBDA_NETWORK_LOGS',
  runtime: 'RUNTIME_MONITORING',
};

/** Where GuardDuty installs the agent of runtime monitoring by itself. */
export const guardDutyAgents = [
  'EKS_ADDON_MANAGEMENT',
  'ECS_FARGATE_AGENT_MANAGEMENT',
  'EC2_AGENT_MANAGEMENT',
] as const;
