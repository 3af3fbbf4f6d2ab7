import { type Exemption, holdsOn } from '../model/exemption';
import type { Lock } from '../model/lock';
import type { Account, GuardrailSettings, Organization, OrganizationalUnit, Purpose } from '../model/organization';
import { plannedAddress } from '../model/root-mail';
import { accessOf } from './access';
import { administrationOf } from './administration';
import { boundaryTags } from './boundary-tags';
import { budgetsOf } from './budgets';
import { frozen } from './frozen';
import { logsOf } from './logs';
import { newAccountsOf } from './new-accounts';
import { operationsOf } from './operations';
import { record } from './record';
import { partitionOf } from './regions';
import type { OrganizationFile } from './schema/organization';
import { selectedByBoundary } from './selected-by-boundary';
import { servicesOf } from './services';

/** The organization that a valid file and its lock describe. */
export function buildOrganization(file: OrganizationFile, lock: Lock, today: Date): Organization {
  const { default: defaultMode = 'observe', ...settings } = file.guardrails ?? {};
  const newAccounts = newAccountsOf(file.newAccounts);
  const accounts = file.accounts.map((account) => toAccount(account, lock, file.rootMail));
  const partition = file.partition ?? partitionOf(file.homeRegion) ?? 'aws';
  const access = accessOf(file, lock);
  const budgets = budgetsOf(file, partition);
  return frozen({
    name: file.name,
    partition,
    ...(lock.organization && { id: lock.organization }),
    ...(lock.root && { rootId: lock.root }),
    homeRegion: file.homeRegion,
    governedRegions: [file.homeRegion, ...file.governedRegions.filter((region) => region !== file.homeRegion)],
    units: toUnits(file.units, lock, undefined),
    accounts: [
      ...accounts.filter(({ role }) => role === 'management'),
      ...accounts.filter(({ role }) => role !== 'management'),
    ],
    defaultMode,
    guardrails: record(Object.entries(settings).map(([id, setting]) => [id, toSettings(setting, defaultMode)])),
    // Left out rather than carried along: what nobody sees, nobody honours by mistake.
    exemptions: (file.exemptions ?? [])
      .filter((exemption) => holdsOn(exemption, today))
      .flatMap((exemption) => toExemptions(exemption, accounts)),
    bastion: {
      cidrs: file.bastion?.cidrs ?? [],
      ports: file.bastion?.ports ?? [22],
      ...(file.bastion?.udpPorts && { udpPorts: file.bastion.udpPorts }),
    },
    logs: logsOf(file.logs),
    alerts: { emails: file.alerts?.emails ?? [] },
    services: servicesOf(file.services),
    operations: operationsOf(file.operations),
    administration: administrationOf(file, today),
    ...(newAccounts && { newAccounts }),
    ...(file.rootMail && { rootMail: file.rootMail }),
    ...(access && { access }),
    ...(budgets && { budgets }),
    policyQuotas: record(Object.entries(file.policyQuotas ?? {})),
  });
}

function toAccount(
  account: OrganizationFile['accounts'][number],
  lock: Lock,
  rootMail: OrganizationFile['rootMail'],
): Account {
  const { name, email, unit, role = 'member', boundary = {}, tags = {}, formerly } = account;
  const known = formerly?.name ?? name;
  const id = lock.accounts[name] ?? lock.accounts[known];
  const shard = lock.shards?.[name] ?? lock.shards?.[known];
  return {
    name,
    // That there is one of the two has been checked.
    email: email ?? plannedAddress(rootMail?.address ?? '', name),
    role,
    ...(unit !== undefined && { unit }),
    boundary,
    tags: record([...Object.entries(tags), ...Object.entries(boundaryTags(boundary, role))]),
    ...(formerly && { formerly }),
    ...(id !== undefined && { id }),
    ...(shard !== undefined && { shard }),
  };
}

/** One for each account that a boundary selects, so that nobody after us need know of boundaries. */
function toExemptions(
  { boundary, ...exemption }: NonNullable<OrganizationFile['exemptions']>[number],
  accounts: readonly Account[],
): readonly Exemption[] {
  if (!boundary) return [exemption];
  return selectedByBoundary(accounts, boundary)
    .filter(({ name }) => exemption.account === undefined || exemption.account === name)
    .map(({ name }) => ({ ...exemption, account: name }));
}

function toUnits(
  units: OrganizationFile['units'],
  lock: Lock,
  parent: OrganizationalUnit | undefined,
): readonly OrganizationalUnit[] {
  return units.flatMap(({ name, purpose = parent?.purpose, units: inner = [] }) => {
    const path = parent ? `${parent.path}/${name}` : name;
    const id = lock.units[path];
    const unit: OrganizationalUnit = {
      name,
      path,
      ...(parent && { parent: parent.path }),
      // The top of every branch has been checked to have one.
      purpose: purpose as Purpose,
      ...(id !== undefined && { id }),
    };
    return [unit, ...toUnits(inner, lock, unit)];
  });
}

type Setting = Exclude<NonNullable<OrganizationFile['guardrails']>[string], undefined>;

function toSettings(setting: Setting, defaultMode: Organization['defaultMode']): GuardrailSettings {
  if (typeof setting === 'string') return { mode: setting, units: record([]) };
  return { mode: setting.mode ?? defaultMode, units: record(Object.entries(setting.units ?? {})) };
}
