import { suggest } from '../../lib/config/suggest';
import { type Account, accountNamed, type Organization } from '../../lib/model/organization';

const mostShown = 20;

/** @throws Error naming the account that was meant, or those there are. */
export function requireAccount(organization: Organization, name: string): Account {
  const account = accountNamed(organization, name);
  if (account) return account;
  const names = organization.accounts.map((one) => one.name);
  const near = suggest(name, names);
  const hint = near ? `did you mean '${near}'?` : `it has ${names.slice(0, mostShown).join(', ')}`;
  throw new Error(`${organization.name} has no account '${name}'; ${hint}`);
}
