import { type PolicyType, policyTypes } from '../model/control';
import type { JsonObject } from '../model/json';
import type { Account, Organization } from '../model/organization';
import { effectivePolicy } from './effective-policy';
import { managementLevelsOf } from './management-levels-of';
import type { AttachedPolicy } from './policies-in';

export interface EffectivePolicy {
  readonly account: string;
  readonly type: PolicyType;
  readonly policy: JsonObject;
}

/** What an account ends up with, of each management policy type that anything is attached of on its way. */
export function effectivePolicies(
  organization: Organization,
  attached: readonly AttachedPolicy[],
  account: Account,
): readonly EffectivePolicy[] {
  return policyTypes
    .filter((type) => type !== 'SERVICE_CONTROL_POLICY' && type !== 'RESOURCE_CONTROL_POLICY')
    .flatMap((type) => {
      const levels = managementLevelsOf(organization, attached, account, type);
      if (levels.every(({ policies }) => policies.length === 0)) return [];
      return [{ account: account.name, type, policy: effectivePolicy(levels) }];
    });
}
