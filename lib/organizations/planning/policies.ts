import { sameJson } from '../../model/same-json';
import type { Planned } from '../change';
import type { Comparison } from './compare';
import { orderUpdates } from './order-updates';
import { isOurs } from './ours';

export function createPolicies({ desired, policy: policyOf }: Comparison): Planned<'create-policy'> {
  return desired.policies
    .filter((policy) => !policyOf(policy))
    .map(({ name, type, description, content, tags }) => ({
      kind: 'create-policy',
      policy: { name: `policy ${name}` },
      type,
      description,
      content,
      tags,
    }));
}

export function updatePolicies({ desired, living, policy: policyOf }: Comparison): Planned<'update-policy'> {
  const updates = desired.policies.flatMap(({ name, type, description, content }) => {
    const alive = policyOf({ name, type });
    if (!alive) return [];
    if (description === alive.description && sameJson(content, alive.content)) return [];
    const policy = { name: `policy ${name}`, id: alive.id } as const;
    return { kind: 'update-policy' as const, policy, description, content };
  });
  return orderUpdates(updates, living?.policies ?? []);
}

export function attachPolicies({ desired, policy: policyOf, subject }: Comparison): Planned<'attach-policy'> {
  return desired.policies.flatMap((policy) => {
    const attached = new Set(policyOf(policy)?.targets);
    return policy.targets
      .map((place) => subject(place))
      .filter((target) => !target.id || !attached.has(target.id))
      .map((target) => ({ kind: 'attach-policy' as const, policy: subject(`policy ${policy.name}`), target }));
  });
}

/** From where no template wants it. Attachments of policies that are not ours stay. */
export function detachPolicies({ living, declared, subject, nameOf }: Comparison): Planned<'detach-policy'> {
  return (living?.policies ?? []).flatMap((policy) => {
    const wanted = declared(policy);
    if (!wanted && !isOurs(policy)) return [];
    // Attached while the landing zone runs, as the quarantine is: no template knows where.
    if (wanted?.targets.length === 0) return [];
    const kept = new Set(wanted?.targets.map((place) => subject(place).id));
    return policy.targets
      .filter((id) => !kept.has(id))
      .map((id) => ({
        kind: 'detach-policy' as const,
        policy: { name: `policy ${policy.name}` as const, id: policy.id },
        target: { name: nameOf(id), id },
      }));
  });
}
