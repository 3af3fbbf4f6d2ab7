import type { Planned } from '../change';
import { isOpen } from '../living';
import type { Comparison } from './compare';

/** AWS creates an account in the root; moving it comes after. */
export function createAccounts({
  desired,
  living,
  account: accountOf,
}: Comparison): Planned<'create-account' | 'await-account'> {
  const pending = new Map(living?.pendingAccounts.map(({ name, request }) => [name, request]));
  return desired.accounts
    .filter((account) => !accountOf(account))
    .map((account) => {
      const subject = { name: `account ${account.name}` } as const;
      const request = pending.get(account.name);
      if (request) return { kind: 'await-account', account: subject, request };
      const { email, roleName, tags } = account;
      return { kind: 'create-account', account: subject, email, roleName, tags };
    });
}

export function moveAccounts({
  desired,
  living,
  account: accountOf,
  subject,
  nameOf,
}: Comparison): Planned<'move-account'> {
  return desired.accounts.flatMap((account) => {
    const alive = accountOf(account);
    if (alive && !isOpen(alive)) return [];
    const from = alive
      ? { name: nameOf(alive.parent), id: alive.parent }
      : ({ name: 'root', id: living?.root } as const);
    if (from.name === account.parent) return [];
    const moved = { name: `account ${account.name}`, id: alive?.id } as const;
    return { kind: 'move-account', account: moved, from, to: subject(account.parent) };
  });
}
