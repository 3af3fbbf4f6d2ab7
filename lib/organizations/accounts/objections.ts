import type { Organization } from '../../model/organization';
import { learnIds } from '../learn';
import type { LivingOrganization } from '../living';

/** What AWS would refuse if the organization were deployed now, by the name of the account: asked before, it costs nothing. */
export function objections(
  organization: Organization,
  living: LivingOrganization,
  /** How many accounts AWS takes; undefined where it does not say. */
  quota: number | undefined,
): Readonly<Record<string, string>> {
  const ids = learnIds(living, organization).accounts;
  const wanted = organization.accounts.filter(({ name }) => ids[name] === undefined);
  // Closed ones count for another 90 days.
  const room = quota === undefined ? wanted.length : quota - living.accounts.length - living.pendingAccounts.length;
  const found = wanted.flatMap(({ name, email }, index): readonly (readonly [string, string])[] => {
    const owner = living.accounts.find((account) => account.email.toLowerCase() === email.toLowerCase());
    if (owner) return [[name, `its email is that of account ${owner.id}; give it another one`]];
    const closed = living.accounts.find((account) => account.name === name);
    if (closed) return [[name, `account ${closed.id} of that name is ${closed.status}; rename one`]];
    if (index >= Math.max(room, 0)) {
      return [[name, `AWS takes ${quota} accounts; ask for more in Service Quotas (Organizations, in us-east-1)`]];
    }
    return [];
  });
  return Object.fromEntries(found);
}
