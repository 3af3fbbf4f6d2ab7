import type {
  DeploymentTargets,
  StackSet as LivingStackSet,
  StackInstanceSummary,
} from '@aws-sdk/client-cloudformation';
import type { AccountId, Region, RootId, UnitId } from '../../model/organization';
import { isOpen, type LivingOrganization } from '../living';
import type { Place } from '../thing';
import type { StackInstances } from './declared';

/** AWS takes so many units with one CreateStackInstances. */
const unitsAtOnce = 50;

/** Stacks that are missing: in these regions, under this unit, for these accounts, or for all where none are named. */
export interface Gap {
  readonly unit: UnitId | RootId;
  readonly regions: readonly Region[];
  /** Undefined: the whole unit, present and future. */
  readonly accounts?: readonly AccountId[] | undefined;
}

/** Where stacks should be and are not. A unit without accounts is one too until AWS counts it among the targets. */
export function gapsIn(
  { places, regions }: StackInstances,
  alive: LivingStackSet | undefined,
  instances: readonly StackInstanceSummary[],
  living: LivingOrganization,
): readonly Gap[] {
  const there = new Set(instances.map(({ Account, Region }) => `${Account} ${Region}`));
  return topmost(places, living).flatMap(({ unit, accounts }) => {
    // AWS lists the targets; where it does not, stacks that are there must have come from somewhere.
    const targeted = alive && (alive.OrganizationalUnitIds?.includes(unit) ?? instances.length > 0);
    if (!targeted) return { unit, regions };
    const missing = (region: Region) => accounts.filter((account) => !there.has(`${account} ${region}`));
    const regionsWithGaps = regions.filter((region) => missing(region).length > 0);
    if (regionsWithGaps.length === 0) return [];
    const lacking = [...new Set(regionsWithGaps.flatMap(missing))];
    const whole = lacking.length === accounts.length;
    return { unit, regions: regionsWithGaps, accounts: whole ? undefined : lacking };
  });
}

/** Targets and regions of the fewest requests that fill the gaps. */
export function requestsFor(
  gaps: readonly Gap[],
): readonly { readonly DeploymentTargets: DeploymentTargets; readonly Regions: Region[] }[] {
  const partial = gaps.flatMap(({ unit, regions, accounts }) =>
    accounts
      ? {
          DeploymentTargets: {
            OrganizationalUnitIds: [unit],
            Accounts: [...accounts],
            AccountFilterType: 'INTERSECTION' as const,
          },
          Regions: [...regions],
        }
      : [],
  );
  const whole = gaps.filter((gap) => !gap.accounts);
  const byRegions = [...new Set(whole.map(({ regions }) => regions.join()))].flatMap((key) => {
    const units = whole.filter(({ regions }) => regions.join() === key).map(({ unit }) => unit);
    return chunks(units, unitsAtOnce).map((OrganizationalUnitIds) => ({
      DeploymentTargets: { OrganizationalUnitIds },
      Regions: key.split(','),
    }));
  });
  return [...byRegions, ...partial];
}

/** `account region` of every stack that should exist. */
export function wantedStacks(groups: readonly StackInstances[], living: LivingOrganization): ReadonlySet<string> {
  return new Set(
    groups.flatMap(({ places, regions }) =>
      topmost(places, living).flatMap(({ accounts }) =>
        accounts.flatMap((account) => regions.map((region) => `${account} ${region}`)),
      ),
    ),
  );
}

interface Target {
  readonly unit: UnitId | RootId;
  /** Open ones under it, at any depth. StackSets never deploy to the management account. */
  readonly accounts: readonly AccountId[];
}

/** A unit brings its children along, so a child that is named too would be rolled out twice. */
function topmost(places: readonly Place[], living: LivingOrganization): readonly Target[] {
  const paths = places.map((place) => (place === 'root' ? '' : place.replace(/^unit /, '')));
  const isUnder = (path: string, ancestor: string) => ancestor === '' || path.startsWith(`${ancestor}/`);
  return paths
    .filter((path) => !paths.some((other) => other !== path && isUnder(path, other)))
    .map((path) => {
      const unit = path === '' ? living.root : living.units.find((candidate) => candidate.path === path)?.id;
      if (!unit)
        throw new Error(`unit '${path}' is not in the organization yet; create it before rolling out stacks to it`);
      const below = living.units.filter((candidate) => candidate.path === path || isUnder(candidate.path, path));
      const parents = new Set<string>([unit, ...below.map(({ id }) => id)]);
      const accounts = living.accounts.filter(
        (account) => parents.has(account.parent) && isOpen(account) && account.id !== living.managementAccount,
      );
      return { unit, accounts: accounts.map(({ id }) => id) };
    });
}

function chunks<Item>(items: readonly Item[], size: number): readonly Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
