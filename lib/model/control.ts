import type { JsonObject } from './json';
import type { Purpose } from './organization';

/** Policy types of the Organizations API, as it spells them (2026-11: 15). */
export const policyTypes = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'S3_POLICY',
  'SECURITYHUB_POLICY',
  'INSPECTOR_POLICY',
  'BEDROCK_POLICY',
  'GUARDDUTY_POLICY',
  'NETWORK_SECURITY_DIRECTOR_POLICY',
  'UPGRADE_ROLLOUT_POLICY',
  'SECURITYHUB_CSPM_POLICY',
] as const;
export type PolicyType = (typeof policyTypes)[number];

/** Operator → condition key → value or values, as IAM writes it. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A deny that an SCP or RCP carries. Guardrails only ever deny: what is allowed is FullAWSAccess and the account's own business. */
export interface PolicyStatement {
  readonly policy: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** Letters and digits, unique in the organization. */
  readonly sid: string;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** @default ['*'] */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition?: Condition;
  /**
   * Whether the platform's own roles stay able to do this: adds the one shared condition on `aws:PrincipalArn`.
   * @default true
   */
  readonly exemptsPlatform?: boolean;
  /** Units it is for, where the promise is kept by prevention in some only. @default all that the guardrail applies to */
  readonly purposes?: readonly Purpose[];
}

/** A whole document in the syntax of a management policy (declarative, tag, backup …), merged by AWS along the tree. */
export interface PolicyContent {
  readonly policy: Exclude<PolicyType, 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'>;
  readonly content: JsonObject;
  /** Units it is for, where the promise is kept by prevention in some only. @default all that the guardrail applies to */
  readonly purposes?: readonly Purpose[];
}

export type ControlPart = PolicyStatement | PolicyContent;

export function isStatement(part: ControlPart): part is PolicyStatement {
  return part.policy === 'SERVICE_CONTROL_POLICY' || part.policy === 'RESOURCE_CONTROL_POLICY';
}
