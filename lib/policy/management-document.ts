import type { PolicyContent } from '../model/control';
import type { Organization } from '../model/organization';
import type { ComposedPolicy } from './compose';
import { documentDescription, documentName } from './document-name';
import { documentOverQuota } from './over-quota';
import { quotaOf } from './quotas';
import type { Target } from './targets';

interface Enforced {
  readonly guardrail: string;
  readonly part: PolicyContent;
  readonly targets: readonly Target[];
}

/** A guardrail's management policy is a document of its own: AWS merges documents along the tree, so nothing is gained by packing. */
export function managementDocument(organization: Organization, { guardrail, part, targets }: Enforced): ComposedPolicy {
  const document = {
    type: part.policy,
    name: documentName(
      part.policy
        .toLowerCase()
        .replaceAll('_', '-')
        .replace(/-policy\b/, ''),
      guardrail,
    ),
    description: documentDescription([guardrail]),
    content: part.content,
    targets,
    statements: [],
    characters: JSON.stringify(part.content).length,
  };
  const quota = quotaOf(organization, part.policy);
  if (document.characters > quota.characters) throw documentOverQuota(document, quota);
  return document;
}
