import { usesIdentityCenter } from '../model/access';
import type { Organization } from '../model/organization';

/** What the lock file has still to learn, in words and in the order it can be learned. */
export function unknownIds(organization: Organization): readonly string[] {
  const { id, rootId, units, accounts, access } = organization;
  return [
    ...(id === undefined ? ['the organization'] : []),
    ...(rootId === undefined ? ['the root'] : []),
    ...units.filter((unit) => unit.id === undefined).map((unit) => `unit '${unit.path}'`),
    ...accounts.filter((account) => account.id === undefined).map((account) => `account '${account.name}'`),
    ...(access && usesIdentityCenter(access) && access.instance === undefined ? ['IAM Identity Center'] : []),
  ];
}
