export const stackNames = {
  organization: 'breakwater-organization',
  accounts: (shard: number) => `breakwater-accounts-${shard}`,
  logArchive: 'breakwater-log-archive',
  eventHub: 'breakwater-event-hub',
  trail: 'breakwater-trail',
  managementBaseline: (region: string) => `breakwater-management-${region}`,
  baseline: 'breakwater-baseline',
} as const;
