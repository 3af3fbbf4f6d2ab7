import { accountShards } from '../model/account-shards';
import type { Lock } from '../model/lock';
import type { Account, Organization } from '../model/organization';
import { isOpen, type LivingAccount, type LivingOrganization } from './living';

/**
 * The ids of what organization.yaml names and AWS has: units by path, accounts by e-mail, else by name.
 * @throws Error listing every name that could mean more than one thing
 */
export function learnIds(living: LivingOrganization, organization: Organization): Lock {
  const problems: string[] = [];
  const one = <Found extends { readonly id: string }>(what: string, found: readonly Found[]): Found | undefined => {
    if (found.length > 1)
      problems.push(`${what} is ambiguous in AWS: ${found.map(({ id }) => id).join(', ')}; rename all but one`);
    return found[0];
  };
  const units = organization.units.flatMap(({ path }) => {
    const found = one(
      `unit '${path}'`,
      living.units.filter((unit) => unit.path === path),
    );
    return found ? [[path, found.id] as const] : [];
  });
  const accounts = organization.accounts.flatMap((account) => {
    const found = one(`account '${account.name}'`, candidates(account, living));
    return found ? [[account.name, found.id] as const] : [];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return {
    organization: living.id,
    root: living.root,
    units: Object.fromEntries(units),
    accounts: Object.fromEntries(accounts),
    shards: shardsOf(organization, new Set(accounts.map(([name]) => name))),
  };
}

function candidates(account: Account, { accounts, managementAccount }: LivingOrganization): readonly LivingAccount[] {
  if (account.role === 'management') return accounts.filter(({ id }) => id === managementAccount);
  // Formerly comes last: what an account is called now may be what another was called before.
  for (const { name, email } of [account, { ...account.formerly }]) {
    const byEmail = accounts.filter((one) => one.email.toLowerCase() === email?.toLowerCase());
    if (byEmail.length > 0) return byEmail;
    const byName = accounts.filter((one) => isOpen(one) && one.name === name);
    if (byName.length > 0) return byName;
  }
  return [];
}

/** An account that is there is in a stack by now, and has to stay in it. */
function shardsOf(organization: Organization, known: ReadonlySet<string>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    accountShards(organization).flatMap((accounts, shard) =>
      accounts.filter(({ name }) => known.has(name)).map(({ name }) => [name, shard] as const),
    ),
  );
}
