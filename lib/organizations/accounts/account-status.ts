import { accountRefusals } from '../../model/account-refusals';
import { quarantinePolicyName } from '../../model/new-accounts';
import { type Account, type Organization, unitAt } from '../../model/organization';
import { learnIds } from '../learn';
import { isOpen, type LivingAccount, type LivingOrganization } from '../living';

/** The states an account goes through, in their order. */
export type AccountState = 'requested' | 'created' | 'quarantined' | 'baselined' | 'active' | 'suspended' | 'closed';

export interface AccountStatus {
  readonly name: string;
  readonly id?: string;
  /** Path of the unit it is in; undefined at the root. */
  readonly unit?: string;
  readonly state: AccountState;
  /** What the next state waits for. */
  readonly waitsFor?: string;
}

/** What AWS says beyond the organization itself. */
export interface Progress {
  /** What is missing of the baseline, by account id; an account that lacks nothing has an empty list. */
  readonly missing: (account: string) => readonly string[];
  /** Why AWS last refused to create an account, by its name. */
  readonly refusals: Readonly<Record<string, string>>;
  /** What would make AWS refuse, by the name of the account. */
  readonly objections: Readonly<Record<string, string>>;
}

/** Where each account of the file stands, and each that AWS has beside them. */
export function accountStatuses(
  organization: Organization,
  living: LivingOrganization,
  progress: Progress,
): readonly AccountStatus[] {
  const ids = learnIds(living, organization).accounts;
  const known = new Set(Object.values(ids));
  const strangers = living.accounts.filter(({ id }) => !known.has(id));
  return [
    ...organization.accounts.map((account) => {
      const alive = living.accounts.find(({ id }) => id === ids[account.name]);
      return alive ? ofLiving(organization, living, alive, progress) : ofRequested(account, living, progress);
    }),
    ...strangers.map((account) => {
      const status = ofLiving(organization, living, account, progress);
      return {
        ...status,
        waitsFor: [status.waitsFor, 'organization.yaml does not name it'].filter(Boolean).join('; '),
      };
    }),
  ];
}

function ofRequested({ name }: Account, living: LivingOrganization, progress: Progress): AccountStatus {
  const waitsFor = living.pendingAccounts.some((pending) => pending.name === name)
    ? 'AWS is creating it'
    : (progress.objections[name] ?? refusal(progress.refusals[name]) ?? 'breakwater-organization is to be deployed');
  return { name, state: 'requested', waitsFor };
}

function refusal(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  const remedies: Readonly<Record<string, string>> = accountRefusals;
  return `AWS refused, ${reason}: ${remedies[reason] ?? 'look the reason up in the API reference of CreateAccount'}`;
}

function ofLiving(
  organization: Organization,
  living: LivingOrganization,
  account: LivingAccount,
  { missing }: Progress,
): AccountStatus {
  const { id, name, parent } = account;
  const unit = living.units.find((candidate) => candidate.id === parent)?.path;
  const status = { name, id, ...(unit !== undefined && { unit }) };
  const purpose = unit === undefined ? undefined : unitAt(organization, unit)?.purpose;
  if (!isOpen(account)) return { ...status, state: 'closed' };
  if (purpose === 'suspended') return { ...status, state: 'suspended' };
  if (purpose === 'quarantine') return { ...status, state: 'quarantined', waitsFor: 'people, who contain it' };
  // StackSets do not go there; its baseline is a stack of its own.
  if (id === living.managementAccount) return { ...status, state: 'active' };
  const isCutOff = living.policies.some(
    ({ name: policy, targets }) => policy === quarantinePolicyName && targets.includes(id),
  );
  if (unit === undefined) return { ...status, state: isCutOff ? 'quarantined' : 'created', waitsFor: 'a unit' };
  const lacks = missing(id);
  if (lacks.length > 0) return { ...status, state: isCutOff ? 'quarantined' : 'created', waitsFor: lacks.join(', ') };
  return isCutOff
    ? { ...status, state: 'baselined', waitsFor: 'the end of its quarantine' }
    : { ...status, state: 'active' };
}
