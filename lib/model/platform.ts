import type { AccountId, Partition } from './organization';

/** IAM path of every role the landing zone creates; controls protect it and exempt it. */
export const platformPath = '/breakwater/';

export const hubBusName = 'breakwater-hub';
export const ledgerTableName = 'breakwater-ledger';
export const alertTopicName = 'breakwater-alerts';
/** The state machine that follows fixes which go on by themselves, and its role. */
export const followMachineName = 'breakwater-follow';
/** In the management account, home region: says that the account was used where nobody governs. */
export const managementAbroadAlarm = 'breakwater-management-abroad';
export const trailName = 'breakwater-organization-trail';
export const bastionPrefixListName = 'breakwater-bastion';

/** What every governed account and region says each few minutes, on the same way as everything else. */
export const heartbeat = { source: 'breakwater.heartbeat', detailType: 'Heartbeat' } as const;
/** Says it; one per region, as the forwarder. */
export const heartbeatRoleNameIn = (region: string): string => `breakwater-heartbeat-${region}`;

/** Lets a member account's rules put events on the hub bus; one per region, so that no region waits for another. */
export const forwarderRoleNameIn = (region: string): string => `breakwater-forwarder-${region}`;
/** The same where nobody governs. Apart, since the region of global services may have both. */
export const outpostRoleNameIn = (region: string): string => `breakwater-outpost-${region}`;
/** In the security account: puts what its services find on the hub bus. */
export const findingsRoleNameIn = (region: string): string => `breakwater-findings-${region}`;
/** The role of AWS Config's recorder; one per region, as the forwarder. */
export const recorderRoleNameIn = (region: string): string => `breakwater-recorder-${region}`;
/** In the security account: lets AWS Config list the accounts it gathers from. */
export const aggregatorRoleName = 'breakwater-config-aggregator';
/** In the management account: tells functions which unit an account is in. */
export const readerRoleName = 'breakwater-organization-reader';
/** In the security account: copies what the ledger records to the log archive. */
export const ledgerHistoryRoleName = 'breakwater-ledger-history';
/** In every account: what a guardrail's fix may do there, and nothing more. At most 64 characters. */
export const fixRoleName = (guardrail: string): string => `breakwater-fix-${guardrail}`;
/** In the security account: the guardrail's function, and the role it runs as. */
export const functionName = (guardrail: string): string => `breakwater-${guardrail}`;
export const functionRoleName = (guardrail: string): string => `breakwater-run-${guardrail}`;

/** In every account: what roles of workloads cannot go beyond, whatever their policies say. */
export const workloadBoundaryName = 'breakwater-workload-boundary';
export const workloadBoundaryArn = (partition: Partition, account: AccountId | '*'): string =>
  `arn:${partition}:iam::${account}:policy${platformPath}${workloadBoundaryName}`;

/** In the management account: the state machine that accounts live by, its bus, and who hears of accounts. */
export const accountLifecycleName = 'breakwater-account-lifecycle';
export const accountAlertTopicName = 'breakwater-account-alerts';
export const costAlertTopicName = 'breakwater-cost-alerts';

export function roleArn(partition: Partition, account: AccountId | '*', name: string): string {
  return `arn:${partition}:iam::${account}:role${platformPath}${name}`;
}

/**
 * Principals no control of ours binds: our own roles, and the roles that service-managed StackSets deploy through.
 * CDK's bootstrap roles are not among them, since workload teams deploy through those.
 */
export function platformPrincipals(partition: Partition): readonly string[] {
  return [`arn:${partition}:iam::*:role${platformPath}*`, `arn:${partition}:iam::*:role/stacksets-exec-*`];
}

/**
 * The roles that CloudFormation deploys as when CDK asks it to, whatever the qualifier of the bootstrap.
 * Teams deploy through theirs; in the accounts of the landing zone itself they are ours.
 */
export function deployRoles(partition: Partition, account: AccountId): string {
  return `arn:${partition}:iam::${account}:role/cdk-*-cfn-exec-role-*`;
}

/** In the management account: the function that keeps what no CloudFormation resource does, and its role. */
export const reconcilerName = 'reconciler';
/** In the security account: what that function may do as the administrator of services. */
export const servicesRoleName = 'breakwater-services';
/** In the log archive account: the same for Security Lake. */
export const lakeRoleName = 'breakwater-lake';
/** In every account, where quotas are to be raised. */
export const quotasRoleName = 'breakwater-quotas';

/** What Systems Manager does in an account: patch windows run as the first, settings are made as the second. */
export const patchingRoleNameIn = (region: string): string => `breakwater-patching-${region}`;
export const hostManagementRoleNameIn = (region: string): string => `breakwater-host-management-${region}`;
/** What instances without a profile are to Systems Manager. Not below the platform's path: machines are no part of the platform. */
export const instancesRoleNameIn = (region: string): string => `breakwater-instances-${region}`;
