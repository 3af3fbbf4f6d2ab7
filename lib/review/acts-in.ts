import type { Guardrail } from '../model/guardrail';
import { type AccountId, modeIn, type Organization, type Purpose } from '../model/organization';

type Aimed = Pick<Guardrail, 'id' | 'appliesTo'>;

/** Units where nobody works: what counts there is daily work elsewhere. */
const still: readonly Purpose[] = ['quarantine', 'suspended'];

/** Whether a guardrail does anything in an account. An account that is not the organization's is taken for one where people work. */
export function actsIn(organization: Organization): (guardrail: Aimed, account: AccountId) => boolean {
  const accounts = new Map(organization.accounts.map((account) => [account.id, account]));
  return (guardrail, id) => {
    const account = accounts.get(id);
    if (!account) return guardrail.appliesTo.some((purpose) => !still.includes(purpose));
    return modeIn(organization, guardrail, account.unit) !== 'off';
  };
}
