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
  const of = (whose: keyof Permissions) => sorted(all.flatMap((permissions) => permissions[whose] ?? []));
  const everywhere = of('everywhere');
  // One role is taken in an account: where it has one of its own, that one does what every account's does, too.
  const own = (whose: keyof Permissions) => {
    const actions = of(whose);
    return actions.length > 0 ? sorted([...actions, ...everywhere]) : [];
  };
  return {
    management: sorted([...reading, ...of('management')]),
    security: own('security'),
    logArchive: own('logArchive'),
    everywhere,
  };
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].sort();
}
