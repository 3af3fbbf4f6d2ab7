import type { AccountId } from '../../lib/model/organization';
import { loadBalancerAccounts } from '../../lib/policy/load-balancer-accounts';
import type { Receivers } from '../../lib/policy/receivers';
import type { Holder } from './holders';

const services: ReadonlySet<string> = new Set(Object.values(loadBalancerAccounts));

/**
 * Whom from outside a statement lets in; nobody when empty. Where a condition names the organization, its accounts are meant.
 * A bucket that is open to everybody is a matter of its public access block, and takes the logs of load balancers.
 */
export function outsiders(
  { everybody, accounts, organizations }: Receivers,
  organization: string,
  isOurs: (account: AccountId) => boolean,
  holder?: Holder,
): readonly string[] {
  if (everybody) return holder === 'bucket' ? [] : ['everybody'];
  if (organizations.length > 0) return organizations.filter((one) => one !== organization);
  return accounts.filter((account) => !isOurs(account) && !(holder === 'bucket' && services.has(account)));
}
