import type { Contact, ContactType, ServiceQuota } from '../../model/administration';
import type { PolicyType } from '../../model/control';
import type { AccountId, OrganizationId, Partition, Region } from '../../model/organization';
import type { SecurityLakeSource, Services } from '../../model/services';
import type { SettledPolicy } from '../../model/settled-policy';

/** Who administers an AWS service for the organization. */
export interface Administrator {
  readonly service: string;
  readonly account: AccountId;
}

/** Where Security Lake keeps what, and whose it is. */
export interface Lake {
  readonly account: AccountId;
  readonly regions: readonly [Region, ...Region[]];
  readonly sources: readonly SecurityLakeSource[];
}

/** An account whose name or e-mail CloudFormation cannot change. */
export interface Renamed {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
}

/**
 * What the organization is to be, as far as no CloudFormation resource keeps it. Written beside the function as JSON.
 * It names accounts only where the file says something about one of them, so that it does not grow with their number.
 */
export interface Settings {
  /** Undefined until the lock file has learned it. */
  readonly organization?: OrganizationId;
  readonly partition: Partition;
  readonly homeRegion: Region;
  readonly governedRegions: readonly Region[];
  readonly securityAccount?: AccountId;
  /** Accounts nothing may close. */
  readonly keptAccounts: readonly AccountId[];
  /** Paths of units whose accounts get no baseline. */
  readonly quietUnits: readonly string[];
  readonly policyTypes: readonly PolicyType[];
  readonly policies: readonly SettledPolicy[];
  readonly trustedServices: readonly string[];
  readonly administrators: readonly Administrator[];
  readonly rootFeatures: readonly RootFeature[];
  readonly services: Pick<Services, 'guardDuty' | 'inspector' | 'macie'>;
  readonly firewallManager: boolean;
  /** Whether the second version of Security Hub is asked for. */
  readonly securityHubV2: boolean;
  readonly securityLake?: Lake;
  readonly contacts: Readonly<Partial<Record<ContactType, Contact>>>;
  /** Governed regions that are off in an account until somebody enables them. */
  readonly optInRegions: readonly Region[];
  readonly serviceQuotas: readonly ServiceQuota[];
  /** Tags that bills are split by. */
  readonly costTags: readonly string[];
  readonly renamed: readonly Renamed[];
  readonly closing: readonly { readonly account: string; readonly id: AccountId }[];
}

/** As IAM calls them. */
export type RootFeature = 'RootCredentialsManagement' | 'RootSessions';
