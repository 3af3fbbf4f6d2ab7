import type { Permissions } from './kind';
import { kinds } from './kinds';
import type { Settings } from './settings';

/** What reading the organization takes. */
const reading = [
  'organizations:DescribeOrganization',
  'organizations:DescribePolicy',
  'organizations:ListAccountsForParent',
  'organizations:ListCreateAccountStatus',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListPolicies',
  'organizations:ListRoots',
  'organizations:ListTargetsForPolicy',
];

/** Every action that settling this organization may call, and no more; sorted. */
export function permissionsOf(settings: Settings): Required<Permissions> {
  const all = kinds.map(({ permissions }) => permissions(settings));
  const of = (whose: keyof Permissions) => [...new Set(all.flatMap((permissions) => permissions[whose] ?? []))].sort();
  return {
    management: [...new Set([...reading, ...of('management')])].sort(),
    security: of('security'),
    everywhere: of('everywhere'),
  };
}
