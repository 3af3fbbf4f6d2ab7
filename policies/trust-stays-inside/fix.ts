import { GetRoleCommand, IAMClient, ListRoleTagsCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { JsonObject } from '../../lib/model/json';
import type { AccountId } from '../../lib/model/organization';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { outsidersIn, without } from './trust';

interface State {
  readonly role: string;
  readonly account: AccountId;
  readonly trust: JsonObject;
  /** Accounts the role trusts that turned out to be the organization's own. */
  readonly members: readonly AccountId[];
}

interface Change {
  readonly role: string;
  readonly trust: JsonObject;
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['iam:GetRole', 'iam:ListRoleTags', 'iam:UpdateAssumeRolePolicy'],
      resources: ['arn:aws:iam::*:role/*'],
    },
    { actions: ['iam:ListRoles'], resources: ['*'], because: 'listing roles names none; the hourly look needs it' },
  ],

  async read({ id: role, account }, session, isMember) {
    const trust = await trustOf(role, session);
    if (trust === undefined) return undefined;
    const accounts = new Set(outsidersIn(trust, { account }).flatMap((outsider) => outsider.accounts));
    const members: AccountId[] = [];
    for (const other of accounts) if (await isMember(other)) members.push(other);
    return { role, account, trust, members };
  },

  decide({ role, account, trust, members }, { organization }) {
    const strangers = outsidersIn(trust, { account, organization }).filter(
      ({ accounts }) => accounts.length === 0 || !accounts.every((id) => id === account || members.includes(id)),
    );
    if (strangers.length === 0) return { kind: 'leave', because: `everybody ${role} trusts is of the organization` };
    return {
      kind: 'plan',
      change: { role, trust: without(trust, strangers) },
      because: `${role} trusts ${strangers.map(({ principal }) => principal).join(', ')}`,
    };
  },

  apply: ({ role, trust }, session) => trustExactly(role, trust, session),

  undo: ({ role, trust }, _change, session) => trustExactly(role, trust, session),

  async tags({ id }, session) {
    const { Tags } = await session.client(IAMClient).send(new ListRoleTagsCommand({ RoleName: id }));
    return Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  },
});

async function trustOf(role: string, session: Session): Promise<JsonObject | undefined> {
  try {
    const { Role } = await session.client(IAMClient).send(new GetRoleCommand({ RoleName: role }));
    return parseIamDocument(Role?.AssumeRolePolicyDocument);
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}

async function trustExactly(role: string, trust: JsonObject, session: Session): Promise<void> {
  const PolicyDocument = JSON.stringify(trust);
  await session.client(IAMClient).send(new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument }));
}
