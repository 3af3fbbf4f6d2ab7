import type { Settings } from '../../../lib/organizations/reconcile/settings';
import type { World } from './world';

/** Something of every kind of setting. */
export function everything({ members }: Pick<World, 'members'>, more: Partial<Settings> = {}): Settings {
  const { security = '', orders = '' } = members;
  return {
    partition: 'aws',
    homeRegion: 'eu-west-1',
    governedRegions: ['eu-west-1'],
    securityAccount: security,
    keptAccounts: [security],
    quietUnits: [],
    policyTypes: ['SERVICE_CONTROL_POLICY', 'GUARDDUTY_POLICY'],
    policies: [
      {
        type: 'GUARDDUTY_POLICY',
        name: 'breakwater-guardduty',
        description: 'GuardDuty everywhere',
        content: { guardduty: {} },
        targets: ['root'],
      },
    ],
    trustedServices: [
      'cloudtrail.amazonaws.com',
      'account.amazonaws.com',
      'iam.amazonaws.com',
      'guardduty.amazonaws.com',
      'inspector2.amazonaws.com',
      'macie.amazonaws.com',
      'access-analyzer.amazonaws.com',
      'config.amazonaws.com',
      'fms.amazonaws.com',
      'securityhub.amazonaws.com',
      'securitylake.amazonaws.com',
    ],
    administrators: [
      { service: 'access-analyzer.amazonaws.com', account: security },
      { service: 'config.amazonaws.com', account: security },
      { service: 'cloudtrail.amazonaws.com', account: orders },
    ],
    rootFeatures: ['RootCredentialsManagement', 'RootSessions'],
    services: {
      guardDuty: { paused: false, protections: ['s3', 'runtime'] },
      inspector: { scans: ['ec2', 'lambda'] },
      macie: { paused: false, discovery: false },
    },
    firewallManager: true,
    securityHubV2: true,
    securityLake: {
      account: orders,
      regions: ['eu-west-1', 'eu-central-1'],
      sources: ['CLOUD_TRAIL_MGMT', 'ROUTE53'],
    },
    contacts: {
      security: { name: 'Security', title: 'on call', email: 'security@example.com', phone: '+31 20 1' },
      billing: { name: 'Money', title: 'books', email: 'money@example.com', phone: '+31 20 2' },
    },
    optInRegions: ['af-south-1'],
    serviceQuotas: [{ service: 'lambda', quota: 'L-B99A9384', value: 3000, regions: ['eu-west-1'] }],
    costTags: ['breakwater:business-unit', 'breakwater:workload'],
    renamed: [{ id: orders, name: 'shop', email: 'shop@example.com' }],
    closing: [],
    ...more,
  };
}
