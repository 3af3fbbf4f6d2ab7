import { newAccountsOf } from '../../lib/config/new-accounts';
import { servicesOf } from '../../lib/config/services';
import { defaultLogs } from '../../lib/model/logs';
import { defaultOperations } from '../../lib/model/operations';
import type { Account, Organization, OrganizationalUnit } from '../../lib/model/organization';
import { noAdministration } from '../no-administration';

const units: readonly OrganizationalUnit[] = [
  { name: 'security', path: 'security', purpose: 'security', id: 'ou-abcd-security' },
  { name: 'workloads', path: 'workloads', purpose: 'workloads', id: 'ou-abcd-workload' },
  {
    name: 'production',
    path: 'workloads/production',
    parent: 'workloads',
    purpose: 'workloads',
    id: 'ou-abcd-producti',
  },
  { name: 'suspended', path: 'suspended', purpose: 'suspended', id: 'ou-abcd-suspende' },
];

const accounts: readonly Account[] = [
  { ...named('management', '000000000001'), role: 'management' },
  { ...named('log-archive', '000000000002'), role: 'log-archive', unit: 'security' },
  { ...named('security', '000000000003'), role: 'security', unit: 'security' },
  { ...named('orders-prod', '111122223333'), role: 'member', unit: 'workloads/production' },
];

/** A small organization whose ids are all known. */
export function anOrganization(changes: Partial<Organization> = {}): Organization {
  return {
    name: 'fixture',
    partition: 'aws',
    id: 'o-exampleorgid',
    rootId: 'r-abcd',
    homeRegion: 'eu-west-1',
    governedRegions: ['eu-west-1', 'eu-central-1'],
    units,
    accounts,
    defaultMode: 'enforce',
    guardrails: {},
    exemptions: [],
    bastion: { cidrs: ['10.0.0.0/28'], ports: [22] },
    alerts: { emails: ['security@example.com'] },
    services: servicesOf(),
    newAccounts: newAccountsOf(),
    administration: noAdministration,
    logs: defaultLogs,
    operations: defaultOperations,
    policyQuotas: {},
    ...changes,
  };
}

/** The same organization before its first deploy: AWS has told the ids of the root and of the management account. */
export function aNewOrganization(): Organization {
  return anOrganization({
    units: units.map(({ id: _, ...unit }) => unit),
    accounts: accounts.map(({ id, ...account }) => (account.role === 'management' ? { ...account, id } : account)),
  });
}

export function memberAccounts(count: number): readonly Account[] {
  return Array.from({ length: count }, (_, index) => ({
    ...named(`member-${index + 1}`, String(100_000_000_000 + index)),
    role: 'member' as const,
    unit: 'workloads/production',
  }));
}

function named(name: string, id: string) {
  return { name, id, email: `aws+${name}@example.com`, boundary: {}, tags: { 'breakwater:workload': name } };
}
