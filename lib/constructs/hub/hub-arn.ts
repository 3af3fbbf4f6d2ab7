import { accountWithRole, type Organization } from '../../model/organization';
import { hubBusName } from '../../model/platform';

export function hubArn(organization: Organization): string {
  const { partition, homeRegion } = organization;
  return `arn:${partition}:events:${homeRegion}:${accountWithRole(organization, 'security').id}:event-bus/${hubBusName}`;
}
