import { knownId } from '../model/known-id';
import { type Account, lineage, type Organization, unitAt } from '../model/organization';
import type { AttachedPolicy } from './policies-in';

/** A node on the way to an account, and what is attached to it. */
export interface AttachedNode {
  /** For people: `root`, a unit's path, the account's name. */
  readonly node: string;
  readonly policies: readonly AttachedPolicy[];
}

/** The way from the root to an account. @throws Error naming the unit whose id the lock file lacks. */
export function attachedAlong(
  organization: Organization,
  attached: readonly AttachedPolicy[],
  account: Account,
): readonly AttachedNode[] {
  const units = lineage(account.unit).toReversed();
  const nodes: readonly { readonly node: string; readonly id: string | undefined }[] = [
    { node: 'root', id: knownId(organization, 'the root', organization.rootId) },
    ...units.map((path) => ({
      node: path,
      id: knownId(organization, `unit '${path}'`, unitAt(organization, path)?.id),
    })),
    // Nothing can be attached to an account that does not exist yet.
    { node: account.name, id: account.id },
  ];
  return nodes.map(({ node, id }) => ({
    node,
    policies: id === undefined ? [] : attached.filter(({ targets }) => targets.includes(id)),
  }));
}
