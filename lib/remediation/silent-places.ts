import type { Resource } from '../model/finding';
import type { AccountId, Region } from '../model/organization';
import type { PlaceHeard } from './heartbeat-ledger';

// Three heartbeats in a row, and the minute they are collected.
const silenceMilliseconds = 16 * 60_000;

/** Accounts and regions that should be heard and are not. */
export function silentPlaces(
  accounts: readonly AccountId[],
  regions: readonly Region[],
  heard: readonly PlaceHeard[],
  now: number,
): readonly Pick<Resource, 'account' | 'region'>[] {
  const recent = new Set(
    heard
      .filter(({ heardAt }) => now - heardAt < silenceMilliseconds)
      .map(({ account, region }) => `${account} ${region}`),
  );
  return accounts
    .flatMap((account) => regions.map((region) => ({ account, region })))
    .filter(({ account, region }) => !recent.has(`${account} ${region}`));
}
