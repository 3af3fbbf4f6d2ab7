import type { LivingPolicy } from '../living';

/** A policy with such a name is ours even when no template holds it any more. */
export function isOurs(policy: LivingPolicy): boolean {
  return policy.name.startsWith('breakwater-');
}
