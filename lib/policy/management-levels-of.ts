import type { PolicyType } from '../model/control';
import type { Account, Organization } from '../model/organization';
import { attachedAlong } from './attached-along';
import type { ManagementLevel } from './effective-policy';
import type { AttachedPolicy } from './policies-in';

/** Management policies of one type along the way from the root to an account, for `effectivePolicy`. */
export function managementLevelsOf(
  organization: Organization,
  attached: readonly AttachedPolicy[],
  account: Account,
  type: PolicyType,
): readonly ManagementLevel[] {
  return attachedAlong(organization, attached, account).map(({ node, policies }) => ({
    node,
    policies: policies.filter((policy) => policy.type === type).map(({ name, content }) => ({ name, content })),
  }));
}
