import { IAMClient, ListUserTagsCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { keysOf } from './keys';
import { freshness, type Key } from './stale';

interface State {
  readonly user: string;
  readonly keys: readonly Key[];
  /** When it was read; ISO 8601. */
  readonly at: string;
}

interface Change {
  readonly user: string;
  readonly keys: readonly string[];
}

// Switched off and never deleted: whoever missed a key after all has it back with one command.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['iam:ListAccessKeys', 'iam:ListUserTags', 'iam:UpdateAccessKey'],
      resources: ['arn:aws:iam::*:user/*'],
    },
    {
      actions: ['iam:GetAccessKeyLastUsed', 'iam:ListUsers'],
      resources: ['*'],
      because: 'IAM has no user to name for the last use of a key, nor for listing users',
    },
  ],

  async read({ id: user }, session) {
    try {
      return { user, keys: await keysOf(user, session), at: new Date().toISOString() };
    } catch (error) {
      if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
      throw error;
    }
  },

  decide({ user, keys, at }) {
    const named = (wanted: 'old' | 'abandoned') =>
      keys.filter((key) => freshness(key, at) === wanted).map(({ id }) => id);
    const [abandoned, old] = [named('abandoned'), named('old')];
    if (abandoned.length > 0) {
      const because = `nobody has used ${abandoned.join(', ')} of ${user} for 90 days`;
      return { kind: 'plan', change: { user, keys: abandoned }, because };
    }
    if (old.length > 0) return { kind: 'ask', because: `${old.join(', ')} of ${user} is over 90 days old and in use` };
    return { kind: 'leave', because: `the keys of ${user} are fresh` };
  },

  apply: (change, session) => setAll(change, 'Inactive', session),

  undo: (_before, change, session) => setAll(change, 'Active', session),

  async tags({ id: UserName }, session) {
    const { Tags } = await session.client(IAMClient).send(new ListUserTagsCommand({ UserName }));
    return Object.fromEntries((Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  },
});

async function setAll({ user, keys }: Change, Status: 'Active' | 'Inactive', session: Session): Promise<void> {
  for (const AccessKeyId of keys) {
    await session.client(IAMClient).send(new UpdateAccessKeyCommand({ UserName: user, AccessKeyId, Status }));
  }
}
