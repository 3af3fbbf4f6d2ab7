import { findOrganization } from '../../lib/config/find-organization';
import { type Loaded, loadOrganization } from '../../lib/config/load-organization';
import { formatProblem } from '../../lib/config/problem';
import type { Organization } from '../../lib/model/organization';
import { guardrailIds } from '../../policies';

export interface Choice {
  readonly org?: string;
}

/** The chosen organization and its folder. Guardrails are known by the names of their folders; none is loaded. */
export function load(root: string, choice: string | undefined): Loaded & { readonly folder: string } {
  const folder = findOrganization(choice, root);
  return { folder, ...loadOrganization(folder, { guardrailIds: guardrailIds() }) };
}

/** @throws Error listing every problem. */
export function loadValid(root: string, choice: string | undefined): { organization: Organization; folder: string } {
  const { folder, organization, problems } = load(root, choice);
  if (!organization) throw new Error(problems.map((problem) => formatProblem(problem)).join('\n'));
  return { folder, organization };
}
