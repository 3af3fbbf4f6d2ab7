import type { PolicyState, State } from '../../policies/organization-policies-stay-attached/decide';

export const content = { Statement: [{ Effect: 'Deny' }] };

/** What was deployed of the policy below. */
export const asDeployed = { id: 'p-1', name: 'one', content };

/** A policy as it was deployed, and attached to one unit more. */
export const policy = (more: Partial<PolicyState> = {}): PolicyState => ({
  ...asDeployed,
  targets: ['ou-1', 'ou-2'],
  deployed: { name: 'one', content, targets: ['ou-1'] },
  ...more,
});

export const policies = (more: object = {}): State =>
  ({ kind: 'policies', busy: false, policies: [policy()], missing: [], ...more }) as State;
