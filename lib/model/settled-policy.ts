import type { PolicyType } from './control';
import { isObject, type Json, type JsonObject } from './json';
import type { Template } from './template';

// AWS::Organizations::Policy knows 13 of the 15 types (CloudFormation registry schema, 2026-11).
const unknownToCloudFormation: ReadonlySet<PolicyType> = new Set(['GUARDDUTY_POLICY', 'SECURITYHUB_CSPM_POLICY']);

/** Key of a template's Metadata, beside which CloudFormation does nothing. */
const metadataKey = 'Breakwater::Policies';

/** A policy that no CloudFormation resource can make: a template says what it is, and settling the organization makes it. */
export interface SettledPolicy {
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: JsonObject;
  /** `root` or paths of units. */
  readonly targets: readonly string[];
}

export function isSettled({ type }: Pick<SettledPolicy, 'type'>): boolean {
  return unknownToCloudFormation.has(type);
}

export function settledPoliciesMetadata(policies: readonly SettledPolicy[]): Readonly<Record<string, unknown>> {
  const written = policies.map(({ type, name, description, content, targets }) => {
    return { type, name, description, content, targets };
  });
  return { [metadataKey]: written };
}

/** @throws Error when the metadata is not what `settledPoliciesMetadata` writes */
export function settledPoliciesIn({ Metadata }: Template): readonly SettledPolicy[] {
  const policies = (Metadata?.[metadataKey] ?? []) as Json;
  if (!Array.isArray(policies) || !policies.every(isSettledPolicy)) {
    throw new Error(
      `Metadata ${metadataKey}: is no list of policies with type, name, content and targets; synthesize again`,
    );
  }
  return policies as unknown as readonly SettledPolicy[];
}

function isSettledPolicy(value: unknown): boolean {
  return (
    isObject(value) &&
    unknownToCloudFormation.has(value.type as PolicyType) &&
    typeof value.name === 'string' &&
    typeof value.description === 'string' &&
    isObject(value.content) &&
    Array.isArray(value.targets)
  );
}
