import type { Account, Organization } from './organization';

// CloudFormation takes 500 resources a stack (2026-11). The organization's own stack also holds units and policies.
const roomBesideUnits = 250;
const roomAlone = 450;

/**
 * Accounts by the stack that holds them: first those in the organization's own stack, then those of each further stack.
 * An account never leaves its stack, since that would mean to close it in one and create it in the other:
 * where the lock file has recorded one it stays, and only accounts nobody has recorded fill what room is left, in order.
 * The management account is in none, since no stack creates it; nor is any in GovCloud, where accounts are created from the
 * commercial partition and invited, and CloudFormation has no resource for them (2026-11).
 */
export function accountShards(organization: Organization): readonly (readonly Account[])[] {
  if (organization.partition === 'aws-us-gov') return [[]];
  const accounts = organization.accounts.filter(({ role }) => role !== 'management');
  const filled: number[] = [0];
  for (const { shard } of accounts) if (shard !== undefined) filled[shard] = (filled[shard] ?? 0) + 1;
  const shards: Account[][] = [[]];
  for (const account of accounts) {
    const shard = account.shard ?? firstWithRoom(filled);
    if (account.shard === undefined) filled[shard] = (filled[shard] ?? 0) + 1;
    shards[shard] ??= [];
    shards[shard].push(account);
  }
  return Array.from(shards, (shard) => shard ?? []);
}

function firstWithRoom(filled: readonly number[]): number {
  for (let shard = 0; ; shard += 1) {
    if ((filled[shard] ?? 0) < (shard === 0 ? roomBesideUnits : roomAlone)) return shard;
  }
}
