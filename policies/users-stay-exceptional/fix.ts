import {
  IAMClient,
  ListUserTagsCommand,
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
} from '@aws-sdk/client-iam';
import type { Resource } from '../../lib/model/finding';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type Credential, credentialsOfType, hasPassword, youngKeys } from './credentials';

interface State {
  readonly owner: string;
  readonly credentials: readonly Credential[];
  /** What only a person can take back, and why. */
  readonly byHand?: string;
}

interface Change {
  readonly owner: string;
  readonly credentials: readonly Credential[];
}

// Switched off and never deleted: who counted on a key gets it back whole.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'iam:GetLoginProfile',
        'iam:ListAccessKeys',
        'iam:ListServiceSpecificCredentials',
        'iam:ListUserTags',
        'iam:UpdateAccessKey',
        'iam:UpdateServiceSpecificCredential',
      ],
      resources: ['arn:aws:iam::*:user/*'],
    },
    { actions: ['iam:ListUsers'], resources: ['*'], because: 'listing users names none; the hourly look needs it' },
  ],

  async read(resource, session) {
    const owner = userIn(resource);
    if (owner === undefined) return { owner: 'the root user', credentials: [], byHand: 'only root can take it back' };
    try {
      return { owner, ...(await readOf(resource, owner, session)) };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },

  decide({ owner, credentials, byHand }) {
    const active = credentials.filter((credential) => credential.active);
    if (active.length > 0) {
      const because = `${owner} has ${active.map(({ id }) => id).join(', ')}, which lasts until somebody deletes it`;
      return { kind: 'plan', change: { owner, credentials: active }, because };
    }
    if (byHand) return { kind: 'ask', because: `${owner}: ${byHand}` };
    return { kind: 'leave', because: `${owner} has nothing new to get in with` };
  },

  apply: (change, session) => switchAll(change, 'Inactive', session),

  undo: (_before, change, session) => switchAll(change, 'Active', session),

  async tags(resource, session) {
    const UserName = userIn(resource);
    if (UserName === undefined) return {};
    const { Tags } = await session.client(IAMClient).send(new ListUserTagsCommand({ UserName }));
    return Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  },
});

async function readOf({ type, id }: Resource, owner: string, session: Session): Promise<Omit<State, 'owner'>> {
  if (type === 'AWS::IAM::AccessKey' || type === 'AWS::IAM::ServiceSpecificCredential') {
    const credentials = await credentialsOfType(type, owner, session);
    return { credentials: credentials.filter((credential) => credential.id === id) };
  }
  if (type !== 'AWS::IAM::User') return { credentials: [], byHand: `${id} was uploaded; is it meant?` };
  const password = (await hasPassword(owner, session))
    ? { byHand: 'a password can be deleted but not switched off, and not brought back' }
    : {};
  return { credentials: await youngKeys(owner, session), ...password };
}

async function switchAll({ owner, credentials }: Change, Status: 'Active' | 'Inactive', session: Session) {
  for (const { type, id } of credentials) {
    try {
      await (type === 'AWS::IAM::AccessKey'
        ? session.client(IAMClient).send(new UpdateAccessKeyCommand({ UserName: owner, AccessKeyId: id, Status }))
        : session
            .client(IAMClient)
            .send(
              new UpdateServiceSpecificCredentialCommand({ UserName: owner, ServiceSpecificCredentialId: id, Status }),
            ));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

const userIn = ({ arn }: Resource): string | undefined => /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
const isGone = (error: unknown): boolean => isNamed(error, 'NoSuchEntityException', 'NoSuchEntity');
