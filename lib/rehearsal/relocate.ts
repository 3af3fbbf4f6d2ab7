import type { Lock } from '../model/lock';
import type { Organization } from '../model/organization';

/** The same organization where its ids are others: what the local AWS made of it. */
export function relocate(organization: Organization, lock: Lock): Organization {
  const { organization: id, root: rootId } = lock;
  return {
    ...organization,
    ...(id && { id }),
    ...(rootId && { rootId }),
    units: organization.units.map((unit) => ({ ...unit, ...idOf(lock.units[unit.path]) })),
    accounts: organization.accounts.map((account) => ({ ...account, ...idOf(lock.accounts[account.name]) })),
  };
}

const idOf = <Id>(id: Id | undefined): { id?: Id } => (id === undefined ? {} : { id });
