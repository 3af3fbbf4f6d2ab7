import type { OrganizationFile } from '../../lib/config/schema/organization';

/** Every security service is off. */
export const noServices: NonNullable<OrganizationFile['services']> = {
  guardDuty: 'off',
  securityHub: 'off',
  inspector: 'off',
  macie: 'off',
  accessAnalyzer: 'off',
  detective: 'off',
  config: 'off',
  firewallManager: 'off',
  securityLake: 'off',
  alertFrom: { threats: 'off', weaknesses: 'off' },
};
