import type { Organization } from '../../model/organization';

/** The organization at the end of its roll-out: every guardrail prevents and repairs wherever it applies. */
export function enforcedEverywhere(organization: Organization): Organization {
  return { ...organization, defaultMode: 'enforce', guardrails: {} };
}
