import type { Access } from '../../lib/model/access';

const groupId = (digit: number) => `93677acc-8011-70d1-6a1b-00000000000${digit}`;

/** Two groups, three permission sets, break-glass access. */
export const someAccess: Access = {
  region: 'eu-west-1',
  instance: 'arn:aws:sso:::instance/ssoins-0a1b2c3d4e5f6a7b',
  groups: { platform: groupId(1), security: groupId(2) },
  permissionSets: [
    { name: 'Admin', managedPolicies: ['AdministratorAccess'], sessionHours: 1 },
    { name: 'Work', managedPolicies: ['PowerUserAccess'], boundary: 'workload', sessionHours: 8 },
    {
      name: 'Bills',
      description: 'Pays the bills',
      managedPolicies: ['job-function/Billing'],
      inlinePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'support:*', Resource: '*' }] },
      boundary: 'ReadOnlyAccess',
      sessionHours: 2,
      relayState: 'https://console.aws.amazon.com/billing/',
    },
  ],
  assignments: [
    { group: 'platform', permissionSet: 'Work', units: ['workloads'], accounts: [] },
    { group: 'security', permissionSet: 'Bills', units: [], accounts: ['management'] },
  ],
  stacks: 1,
  breakGlass: { operators: 'platform', approvers: 'security', minutes: 90 },
  workloadRoles: 'free',
};
