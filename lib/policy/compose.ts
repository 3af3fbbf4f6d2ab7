import {
  type ControlPart,
  isStatement,
  type PolicyContent,
  type PolicyStatement,
  type PolicyType,
  policyTypes,
} from '../model/control';
import type { Guardrail } from '../model/guardrail';
import type { JsonObject } from '../model/json';
import type { Organization, Purpose } from '../model/organization';
import { assertAttachable } from './attachable';
import { assertDistinctParts } from './distinct-parts';
import { exempted } from './exempted';
import { iamStatement } from './iam-statement';
import { managementDocument } from './management-document';
import { type Placed, packStatements } from './pack-statements';
import { type Target, targetsOf } from './targets';

/** A policy as Organizations keeps it, within quota. */
export interface ComposedPolicy {
  readonly type: PolicyType;
  /** Stable: says type, node and place, or type and guardrail. */
  readonly name: string;
  readonly description: string;
  readonly content: JsonObject;
  /** `root` or paths of units. */
  readonly targets: readonly Target[];
  readonly statements: readonly { readonly sid: string; readonly guardrail: string }[];
  /** Of the content without white space, as AWS counts. */
  readonly characters: number;
}

/** What a guardrail has attached, and where. */
interface Enforced {
  readonly guardrail: string;
  readonly part: ControlPart;
  readonly targets: readonly Target[];
}

/**
 * Every document of every policy type for the units where guardrails enforce. Pure; the order of guardrails does not matter.
 * @throws Error when a control cannot be said, or a document or node would be over quota.
 */
export function composePolicies(
  organization: Organization,
  guardrails: readonly Guardrail[],
  today: Date = new Date(),
): readonly ComposedPolicy[] {
  const enforced = guardrails.toSorted(byId).flatMap((guardrail) => enforcedParts(organization, guardrail));
  assertDistinctParts(enforced);
  const placed = enforced.filter(isAboutStatement).flatMap((item) => placements(organization, item, today));
  const documents = [
    ...packStatements(organization, placed),
    ...enforced.filter(isAboutContent).map((item) => managementDocument(organization, item)),
  ].toSorted((one, other) => policyTypes.indexOf(one.type) - policyTypes.indexOf(other.type));
  assertAttachable(organization, documents);
  return documents;
}

function enforcedParts(organization: Organization, guardrail: Guardrail): readonly Enforced[] {
  if (!guardrail.control || targetsOf(organization, guardrail, false).length === 0) return [];
  return guardrail.control(organization).flatMap((part) => {
    const scope = { id: guardrail.id, appliesTo: guardrail.appliesTo.filter((purpose) => isFor(part, purpose)) };
    const targets = targetsOf(organization, scope, !isStatement(part));
    return targets.length === 0 ? [] : [{ guardrail: guardrail.id, part, targets }];
  });
}

const isFor = ({ purposes }: ControlPart, purpose: Purpose): boolean => purposes?.includes(purpose) ?? true;

function placements(
  organization: Organization,
  { guardrail, part, targets }: Enforced & { readonly part: PolicyStatement },
  today: Date,
): readonly Placed[] {
  const statement = iamStatement(exempted(organization, guardrail, part, today), guardrail, organization.partition);
  return targets.map((node) => ({ type: part.policy, node, guardrail, sid: part.sid, statement }));
}

const isAboutStatement = (item: Enforced): item is Enforced & { readonly part: PolicyStatement } =>
  isStatement(item.part);
const isAboutContent = (item: Enforced): item is Enforced & { readonly part: PolicyContent } => !isStatement(item.part);

// By code point and not by language, so that every machine packs alike.
function byId(one: Guardrail, other: Guardrail): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
