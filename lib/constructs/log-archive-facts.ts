import type { Facts } from '../model/facts';
import type { LogArchiveFacts } from '../model/log-archive';
import { accountWithRole, type Organization } from '../model/organization';

/** What the stacks of trail and log archive need to know; they are made once the lock file knows these ids. */
export function logArchiveFacts(organization: Organization): LogArchiveFacts & Pick<Facts, 'organization'> {
  return {
    organization: String(organization.id) as Facts['organization'],
    partition: organization.partition,
    homeRegion: organization.homeRegion,
    managementAccount: String(accountWithRole(organization, 'management').id),
    logArchiveAccount: String(accountWithRole(organization, 'log-archive').id),
  };
}
