import type { PolicyType } from '../model/control';
import type { JsonObject } from '../model/json';
import type { AccountId, OrganizationId, RootId, UnitId } from '../model/organization';
import type { Names, Place, Tags } from './thing';

export interface LivingUnit {
  readonly id: UnitId;
  readonly name: string;
  /** Names from the root down, joined by `/`. */
  readonly path: string;
  readonly parent: UnitId | RootId;
}

export interface LivingAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly status: 'ACTIVE' | 'PENDING_ACTIVATION' | 'PENDING_CLOSURE' | 'SUSPENDED' | 'CLOSED';
  readonly parent: UnitId | RootId;
}

export interface LivingPolicy {
  readonly id: string;
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: JsonObject;
  /** Ids of the root, units and accounts it is attached to. */
  readonly targets: readonly string[];
}

/** An account that AWS is still creating. */
export interface PendingAccount {
  readonly name: string;
  readonly request: string;
}

/** What the Organizations API says the organization is. AWS's own policies are left out: they stay attached everywhere. */
export interface LivingOrganization {
  readonly id: OrganizationId;
  readonly features: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly managementAccount: AccountId;
  readonly root: RootId;
  /** Enabled ones. */
  readonly policyTypes: readonly PolicyType[];
  /** Parents before children. */
  readonly units: readonly LivingUnit[];
  readonly accounts: readonly LivingAccount[];
  readonly pendingAccounts: readonly PendingAccount[];
  /** Of enabled types. */
  readonly policies: readonly LivingPolicy[];
  /** By id, where they were read. */
  readonly tags: Readonly<Record<string, Tags>>;
}

/** Closed accounts stay in the organization for ninety days; nothing can be done with them. */
export function isOpen(account: LivingAccount): boolean {
  return account.status === 'ACTIVE' || account.status === 'PENDING_ACTIVATION';
}

/** What people call each id. Accounts that share a name are told apart by their ids. */
export function namesIn(living: LivingOrganization): Names {
  const count = new Map<string, number>();
  for (const { name } of living.accounts) count.set(name, (count.get(name) ?? 0) + 1);
  const shared = (name: string) => (count.get(name) ?? 0) > 1;
  const accountName = ({ id, name }: LivingAccount) => (shared(name) ? `${name} (${id})` : name);
  const places: readonly (readonly [string, Place])[] = [
    [living.root, 'root'],
    ...living.units.map((unit) => [unit.id, `unit ${unit.path}`] as const),
    ...living.accounts.map((account) => [account.id, `account ${accountName(account)}`] as const),
  ];
  return Object.fromEntries(places);
}
