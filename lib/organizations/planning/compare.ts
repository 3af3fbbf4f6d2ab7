import type { Subject } from '../change';
import type { DesiredAccount, DesiredOrganization, DesiredPolicy, DesiredUnit } from '../desired';
import {
  isOpen,
  type LivingAccount,
  type LivingOrganization,
  type LivingPolicy,
  type LivingUnit,
  namesIn,
} from '../living';
import type { Place, Thing } from '../thing';

/** Two organizations side by side: which living thing each desired one is, and the other way round. */
export interface Comparison {
  readonly desired: DesiredOrganization;
  /** Undefined where there is no organization yet. */
  readonly living: LivingOrganization | undefined;
  readonly unit: (desired: DesiredUnit) => LivingUnit | undefined;
  readonly account: (desired: DesiredAccount) => LivingAccount | undefined;
  readonly policy: (desired: Pick<DesiredPolicy, 'type' | 'name'>) => LivingPolicy | undefined;
  readonly declared: (living: LivingPolicy) => DesiredPolicy | undefined;
  /** With its id, where it lives already. */
  readonly subject: <Name extends Thing>(name: Name) => Subject<Name>;
  /** What the templates call it, else what AWS calls it. */
  readonly nameOf: (id: string) => Place;
}

/**
 * Units are the same by path, accounts by e-mail (which AWS keeps unique), policies by type and name.
 * @throws Error listing every account whose name AWS has under another e-mail
 */
export function compare(desired: DesiredOrganization, living: LivingOrganization | undefined): Comparison {
  const units = new Map(living?.units.map((unit) => [unit.path, unit]));
  const accounts = new Map(living?.accounts.map((account) => [account.email.toLowerCase(), account]));
  const policies = new Map(living?.policies.map((policy) => [policyKey(policy), policy]));
  const declared = new Map(desired.policies.map((policy) => [policyKey(policy), policy]));
  const account = ({ email }: DesiredAccount) => accounts.get(email.toLowerCase());
  if (living) refuseNamesakes(desired, living, account);

  const names = new Map<string, Place>(living ? Object.entries(namesIn(living)) : []);
  for (const one of desired.accounts) {
    const id = account(one)?.id;
    if (id) names.set(id, `account ${one.name}`);
  }
  const ids = new Map<Thing, string>([...names].map(([id, name]) => [name, id]));
  for (const one of desired.policies) {
    const id = policies.get(policyKey(one))?.id;
    if (id) ids.set(`policy ${one.name}`, id);
  }
  return {
    desired,
    living,
    unit: ({ path }) => units.get(path),
    account,
    policy: (policy) => policies.get(policyKey(policy)),
    declared: (policy) => declared.get(policyKey(policy)),
    subject: (name) => ({ name, id: ids.get(name) }),
    nameOf: (id) => names.get(id) ?? `account ${id}`,
  };
}

function policyKey({ type, name }: Pick<DesiredPolicy, 'type' | 'name'>): string {
  return `${type} ${name}`;
}

function refuseNamesakes(
  desired: DesiredOrganization,
  living: LivingOrganization,
  accountOf: Comparison['account'],
): void {
  const open = new Map(living.accounts.filter(isOpen).map((account) => [account.name, account]));
  const problems = desired.accounts.flatMap((account) => {
    const namesake = accountOf(account) ? undefined : open.get(account.name);
    if (!namesake) return [];
    return `account '${account.name}' has e-mail ${account.email} in the templates, ${namesake.email} in AWS (${namesake.id}); correct one of them`;
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
