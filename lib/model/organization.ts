import type { Access } from './access';
import type { Administration } from './administration';
import type { Budgets } from './budgets';
import type { Exemption } from './exemption';
import type { Logs } from './logs';
import type { NewAccounts } from './new-accounts';
import type { Operations } from './operations';
import type { RootMail } from './root-mail';
import type { Services } from './services';

export type OrganizationId = `o-${string}`;
export type RootId = `r-${string}`;
export type UnitId = `ou-${string}`;
/** Twelve digits; leading zeros count, so never a number. */
export type AccountId = string;
/** Such as `eu-west-1`. */
export type Region = string;
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** What a unit is for. Guardrails apply to purposes, never to names. `management` is the root itself. */
export const purposes = [
  'management',
  'security',
  'infrastructure',
  'workloads',
  'sandbox',
  'quarantine',
  'suspended',
] as const;
export type Purpose = (typeof purposes)[number];

/** What an account is to the landing zone. One account each is management, log-archive and security; network and deployment are at most one. */
export const accountRoles = ['management', 'log-archive', 'security', 'network', 'deployment', 'member'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** How far a guardrail goes: nothing, record, record and alert, or attach the control and apply the fix. */
export const modes = ['off', 'observe', 'notify', 'enforce'] as const;
export type Mode = (typeof modes)[number];

/** Why an account is separate from its neighbours; becomes its tags. */
export interface Boundary {
  readonly data?: 'public' | 'internal' | 'confidential' | 'regulated';
  readonly businessUnit?: string;
  readonly workload?: string;
  readonly function?: string;
}

export interface OrganizationalUnit {
  readonly name: string;
  /** Names from the root down, joined by `/`: `workloads/production`. Unique in an organization. */
  readonly path: string;
  readonly parent?: string;
  readonly purpose: Purpose;
  /** Undefined until the lock file has learned it. */
  readonly id?: UnitId;
}

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly role: AccountRole;
  /** Path of its unit; undefined for the management account, which stays in the root. */
  readonly unit?: string;
  readonly boundary: Boundary;
  /** Boundary and further tags, as AWS will carry them. */
  readonly tags: Readonly<Record<string, string>>;
  /** What it was created with, where that has changed: CloudFormation cannot change it and goes on saying so. */
  readonly formerly?: { readonly name?: string; readonly email?: string };
  /** Undefined until the lock file has learned it. */
  readonly id?: AccountId;
  /** Which stack of accounts holds it, once the lock file has recorded it: 0 is the organization's own (account-shards.ts). */
  readonly shard?: number;
}

/** Modes of one guardrail: for the whole organization, and per unit path, where the nearest one wins. */
export interface GuardrailSettings {
  readonly mode: Mode;
  readonly units: Readonly<Record<string, Mode>>;
}

/** Where people come from when they administer machines. */
export interface Bastion {
  /** IPv4 and IPv6 ranges of the bastion subnets; empty where there is no bastion. */
  readonly cidrs: readonly string[];
  /** TCP ports that only the bastion may reach; 22 unless configured. */
  readonly ports: readonly number[];
  /** The same of UDP, which Remote Desktop speaks beside TCP. @default none */
  readonly udpPorts?: readonly number[];
}

export interface Organization {
  readonly name: string;
  readonly partition: Partition;
  readonly id?: OrganizationId;
  readonly rootId?: RootId;
  readonly homeRegion: Region;
  /** Home region first. */
  readonly governedRegions: readonly Region[];
  /** Parents before children, otherwise in the order of the file. */
  readonly units: readonly OrganizationalUnit[];
  /** Management first, otherwise in the order of the file. */
  readonly accounts: readonly Account[];
  readonly defaultMode: Mode;
  readonly guardrails: Readonly<Record<string, GuardrailSettings>>;
  readonly exemptions: readonly Exemption[];
  readonly bastion: Bastion;
  /** What is logged, and how long it is kept. */
  readonly logs: Logs;
  /** Where alerts go; empty means nobody has asked for mail. */
  readonly alerts: { readonly emails: readonly string[] };
  readonly services: Services;
  /** What Systems Manager does on machines. */
  readonly operations: Operations;
  /** What the reconciler keeps. */
  readonly administration: Administration;
  /** Undefined where nothing is done about accounts that join. */
  readonly newAccounts?: NewAccounts;
  readonly rootMail?: RootMail;
  /** Undefined where somebody else keeps Identity Center. */
  readonly access?: Access;
  readonly budgets?: Budgets;
  /** Documents per node and characters per document by policy type, where the partition lags behind AWS's announced quotas. */
  readonly policyQuotas: Readonly<Record<string, { readonly perNode?: number; readonly characters?: number }>>;
}

export function unitAt(organization: Organization, path: string): OrganizationalUnit | undefined {
  return organization.units.find((unit) => unit.path === path);
}

export function accountNamed(organization: Organization, name: string): Account | undefined {
  return organization.accounts.find((account) => account.name === name);
}

/** The one account with that role. Configuration is validated, so its absence is a fault of ours. */
export function accountWithRole(organization: Organization, role: Exclude<AccountRole, 'member'>): Account {
  const account = organization.accounts.find((candidate) => candidate.role === role);
  if (!account) throw new Error(`${organization.name}: no account has role '${role}'; add one to organization.yaml`);
  return account;
}

/** Accounts that are closed or about to be: whatever is asked of them fails. */
export function suspendedAccounts(organization: Organization): readonly Account[] {
  return organization.accounts.filter(({ unit }) => unit && unitAt(organization, unit)?.purpose === 'suspended');
}

/** Paths from the unit up to the top: `['workloads/production', 'workloads']`. */
export function lineage(path: string | undefined): readonly string[] {
  if (!path) return [];
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, names.length - index).join('/'));
}

/**
 * The mode of a guardrail in a unit (undefined: the root, and so the management account).
 * The nearest unit with a mode of its own wins, then the guardrail's, then the organization's default.
 * A unit whose purpose the guardrail does not apply to is `off`.
 */
export function modeIn(
  organization: Organization,
  guardrail: { readonly id: string; readonly appliesTo: readonly Purpose[] },
  path: string | undefined,
): Mode {
  const purpose = path === undefined ? 'management' : unitAt(organization, path)?.purpose;
  if (!purpose || !guardrail.appliesTo.includes(purpose)) return 'off';
  const settings = organization.guardrails[guardrail.id];
  const own = lineage(path)
    .map((ancestor) => settings?.units[ancestor])
    .find((mode) => mode !== undefined);
  return own ?? settings?.mode ?? organization.defaultMode;
}

/** Whether the guardrail does anything anywhere, the management account included. */
export function isOnSomewhere(organization: Organization, guardrail: Parameters<typeof modeIn>[1]): boolean {
  const places = [undefined, ...organization.units.map(({ path }) => path)];
  return places.some((path) => modeIn(organization, guardrail, path) !== 'off');
}
