import { servicesOf } from '../../lib/config/services';
import { defaultLogs } from '../../lib/model/logs';
import { defaultOperations } from '../../lib/model/operations';
import type { Account, Organization, OrganizationalUnit } from '../../lib/model/organization';
import { learnIds } from '../../lib/organizations/learn';
import type { LivingOrganization } from '../../lib/organizations/living';
import { noAdministration } from '../no-administration';

const living: LivingOrganization = {
  id: 'o-1',
  features: 'ALL',
  managementAccount: '100000000000',
  root: 'r-1',
  policyTypes: [],
  units: [
    { id: 'ou-1-workloads', name: 'workloads', path: 'workloads', parent: 'r-1' },
    { id: 'ou-1-prod', name: 'prod', path: 'workloads/prod', parent: 'ou-1-workloads' },
  ],
  accounts: [
    { id: '100000000000', name: 'master', email: 'aws@example.com', status: 'ACTIVE', parent: 'r-1' },
    { id: '200000000000', name: 'Old name', email: 'Orders@example.com', status: 'ACTIVE', parent: 'ou-1-prod' },
    { id: '290000000000', name: 'payments', email: 'closed@example.com', status: 'CLOSED', parent: 'r-1' },
    { id: '300000000000', name: 'payments', email: 'elsewhere@example.com', status: 'ACTIVE', parent: 'ou-1-prod' },
  ],
  pendingAccounts: [],
  policies: [],
  tags: {},
};
const unit = (path: string): OrganizationalUnit => ({ name: path, path, purpose: 'workloads' });
const account = (name: string, role: Account['role'] = 'member'): Account => ({
  name,
  email: `${name}@example.com`,
  role,
  boundary: {},
  tags: {},
});
const organization: Organization = {
  name: 'example',
  partition: 'aws',
  homeRegion: 'eu-west-1',
  governedRegions: ['eu-west-1'],
  units: [unit('workloads'), unit('workloads/prod'), unit('sandbox')],
  accounts: [account('management', 'management'), account('orders'), account('payments'), account('new')],
  defaultMode: 'observe',
  guardrails: {},
  exemptions: [],
  bastion: { cidrs: [], ports: [22] },
  alerts: { emails: [] },
  services: servicesOf(),
  administration: noAdministration,
  logs: defaultLogs,
  operations: defaultOperations,
  policyQuotas: {},
};

test('units are learned by path, accounts by e-mail or else by name, management by what AWS says; the rest is absent', () => {
  expect(learnIds(living, organization)).toEqual({
    organization: 'o-1',
    root: 'r-1',
    units: { workloads: 'ou-1-workloads', 'workloads/prod': 'ou-1-prod' },
    accounts: { management: '100000000000', orders: '200000000000', payments: '300000000000' },
    shards: { orders: 0, payments: 0 },
  });
});

test('an account stays in the stack that the lock file has recorded', () => {
  const accounts = organization.accounts.map((one) => (one.name === 'orders' ? { ...one, shard: 3 } : one));
  expect(learnIds(living, { ...organization, accounts }).shards).toEqual({ orders: 3, payments: 0 });
});

test('a name that two things have is an error, and all such names are told', () => {
  const twice = {
    ...living,
    units: [...living.units, { id: 'ou-1-copy', name: 'workloads', path: 'workloads', parent: 'r-1' }] as const,
    accounts: [
      ...living.accounts,
      { id: '400000000000', name: 'payments', email: 'other@example.com', status: 'ACTIVE', parent: 'r-1' },
    ] as const,
  };
  expect(() => learnIds(twice, organization)).toThrow(
    "unit 'workloads' is ambiguous in AWS: ou-1-workloads, ou-1-copy; rename all but one\n" +
      "account 'payments' is ambiguous in AWS: 300000000000, 400000000000; rename all but one",
  );
});
