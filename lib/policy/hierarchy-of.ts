import type { Account, Organization } from '../model/organization';
import { attachedAlong } from './attached-along';
import { awsPolicies } from './aws-policies';
import type { Level, LevelPolicy } from './evaluate/layers';
import type { AttachedPolicy } from './policies-in';

/** SCPs and RCPs along the way from the root to an account, AWS's own included. */
export function hierarchyOf(
  organization: Organization,
  attached: readonly AttachedPolicy[],
  account: Account,
): readonly Level[] {
  return attachedAlong(organization, attached, account).map(({ node, policies }) => ({
    node,
    policies: [...awsPolicies, ...policies.flatMap(levelPolicy)],
  }));
}

function levelPolicy({ type, name, content, guardrails }: AttachedPolicy): readonly LevelPolicy[] {
  const isEvaluated = type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY';
  return isEvaluated ? [{ type, name, content, guardrails }] : [];
}
