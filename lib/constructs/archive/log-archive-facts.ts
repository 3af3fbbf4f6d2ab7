import type { Facts } from '../../model/facts';
import type { LogArchiveFacts } from '../../model/log-archive';
import { accountWithRole, type Organization } from '../../model/organization';

type Known = LogArchiveFacts & Pick<Facts, 'organization' | 'securityAccount' | 'governedRegions' | 'logs'>;

/** What the stacks of trail and log archive need to know; they are made once the lock file knows these ids. */
export function logArchiveFacts(organization: Organization): Known {
  const idOf = (role: 'management' | 'log-archive' | 'security') => String(accountWithRole(organization, role).id);
  return {
    organization: String(organization.id) as Facts['organization'],
    partition: organization.partition,
    homeRegion: organization.homeRegion,
    governedRegions: organization.governedRegions,
    managementAccount: idOf('management'),
    logArchiveAccount: idOf('log-archive'),
    securityAccount: idOf('security'),
    logs: organization.logs,
  };
}
