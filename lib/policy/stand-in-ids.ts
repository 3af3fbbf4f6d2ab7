import type { Organization } from '../model/organization';

/** The organization with an id for everything that AWS has not named yet, so that its policies can be asked before it exists. */
export function withStandInIds(organization: Organization): Organization {
  const taken = new Set(organization.accounts.map(({ id }) => id));
  let next = 0;
  const accountId = (): string => {
    do next += 1;
    while (taken.has(digits(next)));
    return digits(next);
  };
  return {
    ...organization,
    id: organization.id ?? 'o-unknown000',
    rootId: organization.rootId ?? 'r-unkn',
    units: organization.units.map((unit, index) => ({
      ...unit,
      id: unit.id ?? `ou-unkn-${String(index).padStart(8, '0')}`,
    })),
    accounts: organization.accounts.map((account) => ({ ...account, id: account.id ?? accountId() })),
  };
}

function digits(count: number): string {
  return String(count).padStart(12, '0');
}
