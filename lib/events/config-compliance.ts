import { createHash } from 'node:crypto';
import type { EventBridgeEvent, Resource } from '../model/finding';
import type { ConfigRule, EventPattern } from '../model/guardrail';
import { isObject } from '../model/json';

const ours = 'breakwater-';
// An organization rule's name has 64 characters at most (2026-11); the hash needs eight of them.
const identifierCharacters = 44;

/**
 * Name of the organization Config rule. The same rule with the same parameters has the same name,
 * so that two guardrails that ask for it share one, and pay for one.
 */
export function configRuleName({ identifier, parameters = {}, resourceTypes = [] }: ConfigRule): string {
  const content = JSON.stringify([identifier, Object.entries(parameters).sort(), [...resourceTypes].sort()]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return `${ours}${identifier.slice(0, identifierCharacters)}-${hash}`;
}

/** Events of resources that one of these rules finds non-compliant; without rules, those of every rule of ours. */
export function compliancePattern(rules?: readonly ConfigRule[]): EventPattern {
  const names = rules?.map(configRuleName) ?? [ours];
  return {
    source: ['aws.config'],
    'detail-type': ['Config Rules Compliance Change'],
    detail: {
      // In a member account the rule is called OrgConfigRule-NAME-SUFFIX.
      configRuleName: [...new Set(names)].map((name) => ({ prefix: `OrgConfigRule-${name}` })),
      newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
    },
  };
}

/** What AWS Config found non-compliant. Config has its own ids for some types, so that this is a hint and no resource. */
export interface NonCompliance extends Pick<Resource, 'type' | 'id'> {
  readonly rule: string;
}

/** Undefined for any other event. */
export function nonComplianceIn({ source, detail }: EventBridgeEvent): NonCompliance | undefined {
  if (source !== 'aws.config' || !isObject(detail)) return undefined;
  const { resourceType, resourceId, configRuleName: rule, newEvaluationResult: result } = detail;
  if (!isObject(result) || result.complianceType !== 'NON_COMPLIANT') return undefined;
  if (typeof resourceType !== 'string' || typeof resourceId !== 'string') return undefined;
  return { type: resourceType, id: resourceId, rule: String(rule) };
}
