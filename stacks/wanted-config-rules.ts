import type { ConfigRule, Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';

/** Config rules of the guardrails: none without a recorder, and none that asks for a service which is not on. */
export function wantedConfigRules({ services }: Organization, guardrails: readonly Guardrail[]): readonly ConfigRule[] {
  if (!services.config) return [];
  const rules = guardrails.flatMap(({ monitor }) => monitor?.configRules ?? []);
  return rules.filter(({ whileOn }) => {
    const service = whileOn && services[whileOn];
    return whileOn === undefined || (service !== undefined && !service.paused);
  });
}
