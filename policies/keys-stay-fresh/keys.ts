import { GetAccessKeyLastUsedCommand, IAMClient, paginateListAccessKeys, paginateListUsers } from '@aws-sdk/client-iam';
import type { Session } from '../../lib/model/guardrail';
import type { Key } from './stale';

export async function* userNames(session: Session): AsyncIterable<string> {
  for await (const { Users = [] } of paginateListUsers({ client: session.client(IAMClient) }, {})) {
    for (const { UserName } of Users) if (UserName) yield UserName;
  }
}

/** The keys of a user. When a key was last used is a call for each, so it is asked of active ones only. */
export async function keysOf(user: string, session: Session): Promise<readonly Key[]> {
  const client = session.client(IAMClient);
  const keys: Key[] = [];
  for await (const { AccessKeyMetadata = [] } of paginateListAccessKeys({ client }, { UserName: user })) {
    for (const { AccessKeyId: id = '', Status, CreateDate } of AccessKeyMetadata) {
      const active = Status === 'Active';
      const lastUsed = active ? await lastUseOf(id, client) : undefined;
      keys.push({ id, active, created: (CreateDate ?? new Date(0)).toISOString(), ...(lastUsed && { lastUsed }) });
    }
  }
  return keys;
}

async function lastUseOf(id: string, client: IAMClient): Promise<string | undefined> {
  const { AccessKeyLastUsed } = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
  return AccessKeyLastUsed?.LastUsedDate?.toISOString();
}
