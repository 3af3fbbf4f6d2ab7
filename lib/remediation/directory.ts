import {
  DescribeAccountCommand,
  ListAccountsCommand,
  ListParentsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Facts } from '../model/facts';
import type { AccountId } from '../model/organization';
import { readerRoleName, roleArn } from '../model/platform';
import { type Answer, isUnit, type KeptParents, lastsUntil } from './kept-parents';
import type { Sessions } from './sessions';

const memberMilliseconds = 5 * 60_000;
// How long a move that another function heard of is not known here.
const rememberedMilliseconds = 60_000;
// Units five deep, the root above them and the account below (quota, 2026-11).
const mostLevels = 6;
const never = Number.NEGATIVE_INFINITY;

/**
 * Which units an account is in, asked of the living organization and not of a list that was
 * true at the last deploy: an account created or moved by hand is found where it is.
 */
export class Directory {
  readonly #client: () => OrganizationsClient;
  readonly #kept: Pick<KeptParents, 'of' | 'keep' | 'forget'>;
  readonly #now: () => number;
  readonly #remembered = new Map<string, Answer & { readonly until: number }>();
  readonly #asking = new Map<string, { readonly askedAt: number; readonly answer: Promise<Answer> }>();
  readonly #members = new Map<AccountId, { readonly is: boolean; readonly until: number }>();

  /** @param kept what functions tell each other of what they were told */
  constructor(
    sessions: Pick<Sessions, 'as'>,
    facts: Facts,
    kept: Pick<KeptParents, 'of' | 'keep' | 'forget'>,
    now: () => number = Date.now,
  ) {
    const role = roleArn(facts.partition, facts.managementAccount, readerRoleName);
    const where = { account: facts.managementAccount, region: facts.homeRegion };
    const session = sessions.as(role, 'breakwater', where);
    this.#client = () => session.client(OrganizationsClient);
    this.#kept = kept;
    this.#now = now;
  }

  /**
   * Ids of the units from the account up to the root: `['ou-…', 'ou-…', 'r-…']`.
   * @param since what others were told does not count, nor where the account was before; milliseconds
   */
  async lineage(account: AccountId, since?: number): Promise<readonly string[]> {
    const ids = [await this.#parentOf(account, since)];
    for (let child = ids[0] ?? ''; !child.startsWith('r-'); child = ids.at(-1) ?? '') {
      if (ids.length === mostLevels) throw new Error(`${account}: there is no root above ${ids.join(', ')}`);
      // A unit is where it was.
      ids.push(await this.#parentOf(child, since && 0));
    }
    return ids;
  }

  /** The account was moved: every function knows within the minute. */
  async forget(account: AccountId): Promise<void> {
    this.#remembered.delete(account);
    await this.#kept.forget(account);
  }

  async #parentOf(child: string, since = never): Promise<string> {
    const remembered = this.#remembered.get(child);
    if (remembered && this.#now() < remembered.until && remembered.askedAt >= since) return remembered.parent;
    const told = since === never ? await this.#kept.of(child) : undefined;
    const { parent, askedAt } = told ?? (await this.#askOnce(child, since));
    const until = isUnit(child) ? lastsUntil(child, askedAt) : this.#now() + rememberedMilliseconds;
    this.#remembered.set(child, {
      parent,
      askedAt: told ? never : askedAt,
      until: Math.min(until, lastsUntil(child, askedAt)),
    });
    return parent;
  }

  /** However many wait for it. */
  async #askOnce(child: string, since: number): Promise<Answer> {
    const asking = this.#asking.get(child);
    if (asking && asking.askedAt >= since) return asking.answer;
    const askedAt = this.#now();
    const answer = this.#ask(child, askedAt);
    this.#asking.set(child, { askedAt, answer });
    // Whoever waits is told of the failure; here nobody does.
    const ended = () => this.#asking.get(child)?.answer === answer && this.#asking.delete(child);
    answer.then(ended, ended);
    return answer;
  }

  async #ask(child: string, askedAt: number): Promise<Answer> {
    const { Parents } = await this.#client().send(new ListParentsCommand({ ChildId: child }));
    const parent = Parents?.[0]?.Id;
    if (!parent) throw new Error(`${child}: is in no unit of the organization`);
    const remembered = this.#remembered.get(child);
    const isNews = remembered?.parent !== parent || askedAt >= remembered.until;
    if (isNews) await this.#kept.keep(child, { parent, askedAt });
    return { parent, askedAt };
  }

  /** Whether the account is one of the organization's own. */
  async isMember(account: AccountId): Promise<boolean> {
    const kept = this.#members.get(account);
    if (kept && kept.until > this.#now()) return kept.is;
    const is = await this.#knows(account);
    this.#members.set(account, { is, until: this.#now() + memberMilliseconds });
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
