import type { Region } from './organization';

/** Who may do what, kept in IAM Identity Center. */
export interface Access {
  /** Where Identity Center is; it has one region. */
  readonly region: Region;
  /** ARN of the instance. Undefined until the lock file has learned it. */
  readonly instance?: string;
  /** Ids of the directory's groups, by the names used here. */
  readonly groups: Readonly<Record<string, string>>;
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly GroupAssignment[];
  /** How many stacks assignments fill already, once the lock file has recorded it. */
  readonly stacks: number;
  readonly breakGlass?: BreakGlass;
  /** Whether roles made in workload and sandbox units must carry the landing zone's boundary. */
  readonly workloadRoles: 'free' | 'bounded';
}

export interface PermissionSet {
  readonly name: string;
  readonly description?: string;
  /** Names of AWS's policies: `ReadOnlyAccess`, `job-function/Billing`. */
  readonly managedPolicies: readonly string[];
  readonly inlinePolicy?: Readonly<Record<string, unknown>>;
  /** `workload` is the boundary the landing zone rolls out; else the name of one of AWS's policies. */
  readonly boundary?: string;
  readonly sessionHours: number;
  readonly relayState?: string;
}

/** A group's permission set in accounts, and in all accounts of units and of the units below. */
export interface GroupAssignment {
  readonly group: string;
  readonly permissionSet: string;
  readonly units: readonly string[];
  readonly accounts: readonly string[];
}

/** Access for the day when nothing else works: one group uses it, another one has to agree each time. */
export interface BreakGlass {
  /** Name of a group, or ARN of a role in the security account. */
  readonly operators: string;
  /** Likewise, and never the same. */
  readonly approvers: string;
  /** How long it stays open once somebody has agreed. */
  readonly minutes: number;
}

/** Whether a name stands for a role of the security account and not for a group. */
export const isRoleArn = (name: string): boolean => name.startsWith('arn:');

/** Whether anything here is for Identity Center to keep. */
export function usesIdentityCenter({ permissionSets, breakGlass }: Access): boolean {
  const people = breakGlass ? [breakGlass.operators, breakGlass.approvers] : [];
  return permissionSets.length > 0 || people.some((name) => !isRoleArn(name));
}
