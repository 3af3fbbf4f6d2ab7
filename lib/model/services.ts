/** GuardDuty's protection plans beside the foundation, which watches CloudTrail, flow logs and DNS. */
export const guardDutyProtections = ['s3', 'eks', 'malware', 'rds', 'lambda', 'runtime'] as const;
export type GuardDutyProtection = (typeof guardDutyProtections)[number];

/** Security Hub's standards, in the newest version we name in `stacks/`. */
export const securityStandards = ['foundational', 'cis', 'nist-800-53', 'nist-800-171', 'pci-dss', 'tagging'] as const;
export type SecurityStandard = (typeof securityStandards)[number];

export const inspectorScans = ['ec2', 'ecr', 'lambda', 'lambda-code'] as const;
export type InspectorScan = (typeof inspectorScans)[number];

/** Severities of findings, the least first. */
export const findingLevels = ['low', 'medium', 'high', 'critical'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** Our own conformance packs, by what they look at. */
export const conformancePackNames = ['identity', 'data-protection', 'network', 'logging', 'recovery'] as const;
export type ConformancePackName = (typeof conformancePackNames)[number];

/** What Firewall Manager can hold every account to here. */
export const firewallPolicies = ['unused-security-groups', 'web-acl'] as const;
export type FirewallPolicy = (typeof firewallPolicies)[number];

/** What Security Lake collects, as it names its sources. */
export const securityLakeSources = [
  'CLOUD_TRAIL_MGMT',
  'ROUTE53',
  'SH_FINDINGS',
  'VPC_FLOW',
  'EKS_AUDIT',
  'LAMBDA_EXECUTION',
  'S3_DATA',
  'WAF',
] as const;
export type SecurityLakeSource = (typeof securityLakeSources)[number];
/** As Security Lake calls the newest shape of its sources (2026-11). */
export const securityLakeVersion = '2.0';

/** Which types of resources AWS Config records. */
export type RecordedTypes =
  | { readonly kind: 'all' }
  | { readonly kind: 'only'; readonly types: readonly string[] }
  | { readonly kind: 'except'; readonly types: readonly string[] };

export const pausableServices = ['guardDuty', 'securityHub', 'macie'] as const;
export type PausableService = (typeof pausableServices)[number];

/** Kept, with what it has found, but told not to look: the way to switch a service off that can be switched on again. */
interface Pausable {
  readonly paused: boolean;
}

/**
 * What looks for trouble in every account and governed region. A service that is not here is off: nothing of it is
 * deployed. The security account administers them, but for Security Lake: its data is the log archive's.
 *
 * Stacks make the security account's own detector, hub and session before that account becomes their administrator:
 * AWS switches on by itself what an administrator lacks, and a stack cannot make what is there.
 */
export interface Services {
  readonly guardDuty?: Pausable & { readonly protections: readonly GuardDutyProtection[] };
  readonly securityHub?: Pausable & {
    readonly standards: readonly SecurityStandard[];
    /** Ids of controls that are off everywhere: `IAM.6`. */
    readonly disabledControls: readonly string[];
    /** Security Hub, beside Security Hub CSPM which is its predecessor. */
    readonly v2: boolean;
  };
  readonly inspector?: { readonly scans: readonly InspectorScan[] };
  readonly macie?: Pausable & {
    /** Whether it samples objects for sensitive data by itself. */
    readonly discovery: boolean;
  };
  readonly accessAnalyzer?: {
    /** Days until access counts as unused; undefined leaves unused access alone. */
    readonly unusedAfterDays?: number;
  };
  readonly detective?: Readonly<Record<never, never>>;
  readonly config?: {
    readonly recording: 'continuous' | 'daily';
    readonly types: RecordedTypes;
    /** Recorded once a day where the rest is recorded continuously. */
    readonly dailyTypes: readonly string[];
  };
  /** None without `config`. */
  readonly conformancePacks: readonly ConformancePackName[];
  readonly firewallManager?: { readonly policies: readonly FirewallPolicy[] };
  readonly securityLake?: { readonly sources: readonly SecurityLakeSource[]; readonly keepDays: number };
  /** From which level on findings reach the hub and a person; undefined for never. */
  readonly alertFrom: {
    /** Somebody does something: GuardDuty, Macie, Access Analyzer. */
    readonly threats?: FindingLevel;
    /** Something is weak: Security Hub's controls, Inspector. */
    readonly weaknesses?: FindingLevel;
  };
}
