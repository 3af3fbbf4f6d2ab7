import {
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import type { Resource } from '../../lib/model/finding';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

interface Change {
  readonly user: string;
  /** Of those that leaked, or may have. */
  readonly activeKeys: readonly string[];
}
interface State extends Change {
  /** Why a person has to look. */
  readonly doubt?: string;
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys', 'iam:UpdateAccessKey'],
      resources: ['arn:aws:iam::*:user/*'],
    },
    {
      actions: ['iam:ListEntitiesForPolicy'],
      resources: ['arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine*'],
    },
  ],

  async read(resource, session) {
    if (resource.type === 'AWS::::Account') {
      return { user: 'somebody', activeKeys: [], doubt: 'AWS Health names no key that could be switched off' };
    }
    try {
      const user = await ownerOf(resource, session);
      const { AccessKeyMetadata } = await session.client(IAMClient).send(new ListAccessKeysCommand({ UserName: user }));
      const keys = (AccessKeyMetadata ?? []).filter(({ Status }) => Status === 'Active');
      const ids = keys.map(({ AccessKeyId = '' }) => AccessKeyId);
      // A quarantine does not say which of a user's keys leaked.
      const activeKeys = ids.filter((id) => resource.type !== 'AWS::IAM::AccessKey' || id === resource.id);
      // Once the keys are new, letting the user out is the right thing to do; before that, it is the thief's.
      const wasLetOut = resource.type === 'AWS::IAM::UserPolicy' && activeKeys.length > 0;
      return { user, activeKeys, ...(wasLetOut && { doubt: 'is out of quarantine; are the keys new ones?' }) };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },

  decide({ user, activeKeys, doubt }) {
    if (doubt) return { kind: 'ask', because: `${user}: ${doubt}` };
    if (activeKeys.length === 0) return { kind: 'leave', because: `${user} has no key left that leaked and works` };
    const because = `${activeKeys.join(', ')} of ${user} leaked, or may have`;
    return { kind: 'plan', change: { user, activeKeys }, because };
  },

  // IAM takes some seconds to tell everybody: reading again, as every fix does, sees a thief who was quicker.
  apply: (change, session) => switchAll(change, 'Inactive', session),

  undo: (_before, change, session) => switchAll(change, 'Active', session),
});

async function ownerOf({ type, id }: Resource, session: Session): Promise<string> {
  if (type !== 'AWS::IAM::AccessKey') return id;
  const { UserName } = await session.client(IAMClient).send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
  if (!UserName) throw new Error(`${id}: IAM names no user of it; if it is root's, only root can delete it`);
  return UserName;
}

async function switchAll({ user, activeKeys }: Change, Status: 'Active' | 'Inactive', session: Session) {
  for (const AccessKeyId of activeKeys) {
    try {
      await session.client(IAMClient).send(new UpdateAccessKeyCommand({ UserName: user, AccessKeyId, Status }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

const isGone = (error: unknown): boolean => isNamed(error, 'NoSuchEntityException', 'NoSuchEntity');
