import type { IsMember } from '../model/guardrail';
import type { AccountId } from '../model/organization';

/** Those of the accounts that are none of the organization's own, each once. */
export async function strangersAmong(
  accounts: readonly AccountId[],
  isMember: IsMember,
): Promise<readonly AccountId[]> {
  const unique = [...new Set(accounts)];
  const members = await Promise.all(unique.map(isMember));
  return unique.filter((_, index) => !members[index]);
}
