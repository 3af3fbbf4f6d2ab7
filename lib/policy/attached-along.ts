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
    { node: 'root', id: known(organization, 'the root', organization.rootId) },
    ...units.map((path) => ({ node: path, id: known(organization, `unit '${path}'`, unitAt(organization, path)?.id) })),
    // Nothing can be attached to an account that does not exist yet.
    { node: account.name, id: account.id },
  ];
  return nodes.map(({ node, id }) => ({
    node,
    policies: id === undefined ? [] : attached.filter(({ targets }) => targets.includes(id)),
  }));
}

function known(organization: Organization, what: string, id: string | undefined): string {
  if (id !== undefined) return id;
  throw new Error(
    `${organization.name}: the id of ${what} is not in organization.lock.yaml yet; deploy it, then run 'breakwater sync'`,
  );
}
