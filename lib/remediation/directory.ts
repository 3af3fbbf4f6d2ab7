import {
  DescribeAccountCommand,
  ListAccountsCommand,
  ListParentsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Facts } from '../model/facts';
import type { AccountId } from '../model/organization';
import { readerRoleName, roleArn } from '../model/platform';
import type { Sessions } from './sessions';

const keptMilliseconds = 5 * 60_000;

/**
 * Which units an account is in, asked of the living organization and not of a list that was
 * true at the last deploy: an account created or moved by hand is found where it is.
 */
export class Directory {
  readonly #client: () => OrganizationsClient;
  readonly #kept = new Map<AccountId, { readonly ids: readonly string[]; readonly until: number }>();
  readonly #members = new Map<AccountId, { readonly is: boolean; readonly until: number }>();

  constructor(sessions: Sessions, facts: Facts) {
    const role = roleArn(facts.partition, facts.managementAccount, readerRoleName);
    const where = { account: facts.managementAccount, region: facts.homeRegion };
    const session = sessions.as(role, 'breakwater', where);
    this.#client = () => session.client(OrganizationsClient);
  }

  /** Ids of the units from the account up to the root: `['ou-…', 'ou-…', 'r-…']`. */
  async lineage(account: AccountId): Promise<readonly string[]> {
    const kept = this.#kept.get(account);
    if (kept && kept.until > Date.now()) return kept.ids;
    const ids: string[] = [];
    for (let child: string = account; !child.startsWith('r-'); ) {
      const { Parents } = await this.#client().send(new ListParentsCommand({ ChildId: child }));
      const parent = Parents?.[0]?.Id;
      if (!parent) throw new Error(`${child}: is in no unit of the organization`);
      ids.push(parent);
      child = parent;
    }
    this.#kept.set(account, { ids, until: Date.now() + keptMilliseconds });
    return ids;
  }

  /** Whether the account is one of the organization's own. */
  async isMember(account: AccountId): Promise<boolean> {
    const kept = this.#members.get(account);
    if (kept && kept.until > Date.now()) return kept.is;
    const is = await this.#knows(account);
    this.#members.set(account, { is, until: Date.now() + keptMilliseconds });
    return is;
  }

  async #knows(account: AccountId): Promise<boolean> {
    try {
      await this.#client().send(new DescribeAccountCommand({ AccountId: account }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'AccountNotFoundException') return false;
      throw error;
    }
  }

  /** Every account that is in use; suspended and closing ones answer no calls. */
  async accounts(): Promise<readonly AccountId[]> {
    const ids: AccountId[] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.#client().send(new ListAccountsCommand({ NextToken }));
      for (const { Id, Status, State } of page.Accounts ?? []) if (Id && (State ?? Status) === 'ACTIVE') ids.push(Id);
      NextToken = page.NextToken;
    } while (NextToken);
    return ids;
  }
}
