export const stackNames = {
  organization: 'breakwater-organization',
  accounts: (shard: number) => `breakwater-accounts-${shard}`,
  logArchive: 'breakwater-log-archive',
  logArchiveIn: (region: string) => `breakwater-log-archive-${region}`,
  eventHub: 'breakwater-event-hub',
  loops: (shard: number) => `breakwater-loops-${shard}`,
  trail: 'breakwater-trail',
  detectors: (region: string) => `breakwater-detectors-${region}`,
  securityLake: (region: string) => `breakwater-security-lake-${region}`,
  securityServices: (region: string) => `breakwater-security-services-${region}`,
  managementBaseline: (region: string) => `breakwater-management-${region}`,
  baseline: 'breakwater-baseline',
  breakGlass: 'breakwater-break-glass',
  /** The first holds the permission sets. */
  access: (shard: number) => (shard === 0 ? 'breakwater-access' : `breakwater-access-${shard}`),
  money: 'breakwater-money',
  accountLifecycle: 'breakwater-account-lifecycle',
} as const;
