import { knownId } from '../model/known-id';
import { type Organization, unitAt } from '../model/organization';
import type { ComposedPolicy } from './compose';
import type { AttachedPolicy } from './policies-in';
import type { Target } from './targets';

/** Composed documents as the organization's template attaches them, so that nobody who only asks waits for CDK. */
export function attachedDocuments(
  organization: Organization,
  documents: readonly ComposedPolicy[],
): readonly AttachedPolicy[] {
  return documents.map(({ name, type, content, targets, statements }) => ({
    // Outside a template a document has no other handle than its name.
    logicalId: name,
    name,
    type,
    content,
    targets: targets.map((target) => idOf(organization, target)),
    guardrails: Object.fromEntries(statements.map(({ sid, guardrail }) => [sid, guardrail])),
  }));
}

function idOf(organization: Organization, target: Target): string {
  const id = target === 'root' ? organization.rootId : unitAt(organization, target)?.id;
  return knownId(organization, `'${target}'`, id);
}
