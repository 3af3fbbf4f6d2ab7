import type { PolicyType } from '../model/control';
import type { Organization } from '../model/organization';

export interface PolicyQuota {
  /** Characters of one document; AWS counts what it is sent, white space included. */
  readonly characters: number;
  /** Documents attached to one root, unit or account; what is inherited does not count. */
  readonly perNode: number;
  /** Attachments that AWS makes itself and that count: FullAWSAccess, RCPFullAWSAccess. */
  readonly reserved: number;
  readonly source: string;
  /** Day the source was read, or the quota announced. */
  readonly asOf: string;
}

const guide = 'AWS Organizations User Guide, "Quotas and service limits"';
// The guide has no row for the younger types yet; their size is in CfnPolicyProps, their number is taken to be that of Security Hub.
const props = 'CloudFormation, AWS::Organizations::Policy (size); attachments as for SECURITYHUB_POLICY';

const management = { characters: 10_000, perNode: 10, reserved: 0, source: guide, asOf: '2026-11-21' };
const younger = { ...management, source: props };

/** What Organizations takes by policy type. Partitions may lag: `policyQuotas` in organization.yaml overrides. */
export const policyQuotas: Readonly<Record<PolicyType, PolicyQuota>> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, perNode: 10, reserved: 1, source: guide, asOf: '2026-05-15' },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, perNode: 5, reserved: 1, source: guide, asOf: '2026-11-21' },
  DECLARATIVE_POLICY_EC2: management,
  TAG_POLICY: management,
  BACKUP_POLICY: management,
  AISERVICES_OPT_OUT_POLICY: { ...management, characters: 2_500, perNode: 5 },
  CHATBOT_POLICY: { ...management, perNode: 5 },
  S3_POLICY: younger,
  SECURITYHUB_POLICY: management,
  INSPECTOR_POLICY: younger,
  BEDROCK_POLICY: younger,
  GUARDDUTY_POLICY: younger,
  NETWORK_SECURITY_DIRECTOR_POLICY: younger,
  UPGRADE_ROLLOUT_POLICY: younger,
  SECURITYHUB_CSPM_POLICY: younger,
};

export function quotaOf(organization: Pick<Organization, 'policyQuotas'>, type: PolicyType): PolicyQuota {
  const own = organization.policyQuotas[type];
  const quota = policyQuotas[type];
  return {
    ...quota,
    characters: own?.characters ?? quota.characters,
    perNode: own?.perNode ?? quota.perNode,
  };
}
