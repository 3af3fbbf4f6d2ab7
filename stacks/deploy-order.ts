import { usesIdentityCenter } from '../lib/model/access';
import { accountShards } from '../lib/model/account-shards';
import { assignmentShards } from '../lib/model/assignments';
import { withBreakGlass } from '../lib/model/break-glass-access';
import { loopShardCount } from '../lib/model/loop-shards';
import {
  type Account,
  accountWithRole,
  type Organization,
  type OrganizationalUnit,
  unitAt,
} from '../lib/model/organization';
import { awayRegions, baselineRegions, baselineUnits } from './baseline-places';
import { detectorRegions, lakeRegions, serviceRegions } from './service-places';
import { stackNames } from './stack-names';

/** A stack and what stands between it and its first deploy. */
export interface PlannedStack {
  readonly stack: string;
  /** What the lock file has no id of yet. */
  readonly needs: readonly string[];
  readonly deployable: boolean;
  /** What has to be run before. */
  readonly first?: string;
}

// It makes accounts administrators of their services, which has to be before they administer them.
const administrators = 'breakwater reconcile';

/** Every stack in the order of the first deploy. Loads no CDK, so that a command can ask in no time. */
export function deployOrder(organization: Organization): readonly PlannedStack[] {
  const account = (role: 'management' | 'security' | 'log-archive') => theAccount(accountWithRole(organization, role));
  const units = (some: readonly OrganizationalUnit[]) => some.map(({ path, id }): Need => [`unit '${path}'`, id]);
  const theOrganization: Need = ['the organization', organization.id];
  const root: Need = ['the root', organization.rootId];
  const management = account('management');
  const security = account('security');
  const logArchive = account('log-archive');
  const exempted = organization.exemptions.flatMap(({ account: name }) =>
    organization.accounts.filter((candidate) => candidate.name === name).map(theAccount),
  );
  const shards = accountShards(organization).slice(1);
  const archive = [theOrganization, management, logArchive, security];
  const hub = [theOrganization, root, management, security, logArchive, ...units(organization.units), ...exempted];
  const recorder = organization.services.config ? [logArchive] : [];
  const baseline = [theOrganization, management, security, ...recorder];
  const members = [...baseline, ...units(baselineUnits(organization))];
  return [
    planned(stackNames.organization, [theOrganization, root, management]),
    ...shards.map((accounts, index) =>
      planned(stackNames.accounts(index + 1), [management, ...units(unitsOf(organization, accounts))]),
    ),
    ...awayRegions(organization).map((region) => planned(stackNames.logArchiveIn(region), archive)),
    planned(stackNames.logArchive, archive),
    planned(stackNames.eventHub, hub),
    ...Array.from({ length: loopShardCount }, (_, index) => planned(stackNames.loops(index + 1), hub)),
    planned(stackNames.trail, [management, logArchive]),
    ...detectorRegions(organization).map((region) =>
      planned(stackNames.detectors(region), [theOrganization, security]),
    ),
    ...baselineRegions(organization).map((region) =>
      planned(stackNames.managementBaseline(region), baseline, administrators),
    ),
    planned(stackNames.baseline, members),
    ...serviceRegions(organization, true).map((region) =>
      planned(stackNames.securityServices(region), members, administrators),
    ),
    ...lakeRegions(organization).map((region) =>
      planned(stackNames.securityLake(region), [theOrganization, logArchive], administrators),
    ),
    ...(organization.rootMail?.receive ? [planned(stackNames.rootMail, [security])] : []),
    ...(organization.newAccounts
      ? [planned(stackNames.accountLifecycle, [...members, root, ...units(organization.units)])]
      : []),
    planned(stackNames.reconciler, [theOrganization, management, security]),
    ...accessStacks(organization, { hub, members }),
    ...(organization.budgets ? [planned(stackNames.money, [management])] : []),
  ];
}

function accessStacks(
  organization: Organization,
  { hub, members }: { readonly hub: readonly Need[]; readonly members: readonly Need[] },
): readonly PlannedStack[] {
  const { access } = organization;
  if (!access) return [];
  // Permission sets need the boundary that the baseline brings.
  const needs = [...members, ['IAM Identity Center', access.instance] as const];
  const shards = usesIdentityCenter(access) ? assignmentShards(organization, withBreakGlass(organization, access)) : [];
  return [
    ...(access.breakGlass ? [planned(stackNames.breakGlass, hub)] : []),
    ...shards.map((_, shard) => planned(stackNames.access(shard), needs)),
  ];
}

type Need = readonly [what: string, id: string | undefined];

function planned(stack: string, wanted: readonly Need[], first?: string): PlannedStack {
  const unknown = wanted.filter(([, id]) => id === undefined).map(([what]) => what);
  const needs = [...new Set(unknown)];
  return { stack, needs, deployable: needs.length === 0, ...(first !== undefined && { first }) };
}

function theAccount({ name, id }: Account): Need {
  return [`account '${name}'`, id];
}

function unitsOf(organization: Organization, accounts: readonly Account[]): readonly OrganizationalUnit[] {
  const paths = new Set(accounts.flatMap(({ unit }) => (unit === undefined ? [] : [unit])));
  return [...paths].flatMap((path) => unitAt(organization, path) ?? []);
}
