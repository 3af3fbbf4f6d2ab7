import {
  type AccountSharingInfo,
  DescribeDocumentPermissionCommand,
  ListTagsForResourceCommand,
  ModifyDocumentPermissionCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type Decision, defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { strangersAmong } from '../../lib/policy/strangers-among';

interface Share {
  /** `all` for everybody. */
  readonly account: string;
  /** The version that is shared; absent: the default one. */
  readonly version?: string;
}

export interface State {
  readonly document: string;
  /** Who may use it and is none of the organization's accounts. */
  readonly strangers: readonly Share[];
}
export type Change = State;

/** Systems Manager changes this many accounts a call (quota, 2026-11). */
const accountsPerCall = 20;

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['ssm:DescribeDocumentPermission', 'ssm:ListTagsForResource', 'ssm:ModifyDocumentPermission'],
      resources: ['arn:aws:ssm:*:*:document/*'],
    },
    {
      actions: ['ssm:ListDocuments'],
      resources: ['*'],
      because: 'listing documents has no resource to name; the hourly look needs it',
    },
  ],

  async read({ id: document }, session, isMember) {
    try {
      const shares = await sharesOf(session, document);
      const accounts = shares.map(({ account }) => account).filter((account) => !isEverybody(account));
      const strangers = await strangersAmong(accounts, isMember);
      return {
        document,
        strangers: shares.filter(({ account }) => isEverybody(account) || strangers.includes(account)),
      };
    } catch (error) {
      if (isNamed(error, 'InvalidDocument')) return undefined;
      throw error;
    }
  },

  decide,

  async apply({ document, strangers }, session) {
    const accounts = strangers.map(({ account }) => account);
    for (let from = 0; from < accounts.length; from += accountsPerCall) {
      await modify(session, document, { AccountIdsToRemove: accounts.slice(from, from + accountsPerCall) });
    }
  },

  async undo(_before, { document, strangers }, session) {
    for (const { account, version } of strangers) {
      await modify(session, document, { AccountIdsToAdd: [account], SharedDocumentVersion: version });
    }
  },

  async tags({ id }, session) {
    const input = { ResourceType: 'Document', ResourceId: id } as const;
    const { TagList = [] } = await session.client(SSMClient).send(new ListTagsForResourceCommand(input));
    return Object.fromEntries(TagList.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  },
});

export function decide({ document, strangers }: State): Decision<Change> {
  if (strangers.length === 0) {
    return { kind: 'leave', because: `${document} is shared with nobody outside the organization` };
  }
  const who = strangers.map(({ account }) => (isEverybody(account) ? 'everybody' : account)).join(', ');
  return { kind: 'plan', change: { document, strangers }, because: `${document} was shared with ${who}` };
}

async function sharesOf(session: Session, Name: string): Promise<readonly Share[]> {
  const shares: Share[] = [];
  let NextToken: string | undefined;
  do {
    const page = await session
      .client(SSMClient)
      .send(new DescribeDocumentPermissionCommand({ Name, PermissionType: 'Share', NextToken }));
    const versions = page.AccountSharingInfoList ?? [];
    shares.push(...(page.AccountIds ?? []).map((account) => ({ account, ...versionFor(account, versions) })));
    NextToken = page.NextToken;
  } while (NextToken);
  return shares;
}

function versionFor(account: string, versions: readonly AccountSharingInfo[]): Pick<Share, 'version'> {
  const version = versions.find(({ AccountId }) => AccountId === account)?.SharedDocumentVersion;
  return version === undefined ? {} : { version };
}

type Modification = Pick<
  ConstructorParameters<typeof ModifyDocumentPermissionCommand>[0],
  'AccountIdsToAdd' | 'AccountIdsToRemove' | 'SharedDocumentVersion'
>;

async function modify(session: Session, Name: string, change: Modification): Promise<void> {
  const input = { Name, PermissionType: 'Share' as const, ...change };
  await session.client(SSMClient).send(new ModifyDocumentPermissionCommand(input));
}

const isEverybody = (account: string): boolean => account.toLowerCase() === 'all';
