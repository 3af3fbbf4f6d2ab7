import type { PolicyType } from '../model/control';
import { type Account, lineage, type Organization } from '../model/organization';
import type { ComposedPolicy } from './compose';
import { quotaOf } from './quotas';

/** A document as people look for it: where it is and how much of what AWS grants it takes. */
export interface ReportedPolicy {
  readonly type: PolicyType;
  readonly name: string;
  /** `root` or paths of units. */
  readonly attachedTo: readonly string[];
  readonly characters: number;
  readonly quota: { readonly characters: number; readonly perNode: number };
  /** Documents of the type on the fullest of its nodes, AWS's own included. */
  readonly onNode: number;
  readonly statements: ComposedPolicy['statements'];
}

/** Every document; of an account, those attached along the way from the root to it, root first. */
export function reportPolicies(
  organization: Organization,
  documents: readonly ComposedPolicy[],
  account?: Account,
): readonly ReportedPolicy[] {
  const way = account && ['root', ...lineage(account.unit).toReversed()];
  const shown = way ? way.flatMap((node) => documents.filter(({ targets }) => targets.includes(node))) : documents;
  return shown.map(({ type, name, targets, characters, statements }) => {
    const { reserved, ...quota } = quotaOf(organization, type);
    const counts = targets.map(
      (node) => documents.filter((one) => one.type === type && one.targets.includes(node)).length,
    );
    return {
      type,
      name,
      attachedTo: targets,
      characters,
      quota: { characters: quota.characters, perNode: quota.perNode },
      onNode: Math.max(0, ...counts) + reserved,
      statements,
    };
  });
}
