import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import type { Settings } from '../lib/organizations/reconcile/settings';
import { settingsOf } from '../lib/organizations/reconcile/settings-of';
import { composePolicies } from '../lib/policy/compose';

/** What the reconciler is to settle, from the same policies that the organization's stack holds. Loads no CDK. */
export function reconcilerSettings(organization: Organization, guardrails: readonly Guardrail[]): Settings {
  return settingsOf(organization, composePolicies(organization, guardrails));
}
