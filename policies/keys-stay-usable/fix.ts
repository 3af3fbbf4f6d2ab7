import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type KeyState, keyStateOf, tagsOf } from './key-state';
import { locksOut } from './locks-out';

interface State extends KeyState {
  readonly lockedOut: boolean;
}
interface Change {
  readonly key: string;
  readonly cancelDeletion: boolean;
}

const longestWindowDays = 30;

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'kms:CancelKeyDeletion',
        'kms:DescribeKey',
        'kms:DisableKey',
        'kms:EnableKey',
        'kms:GetKeyPolicy',
        'kms:ListResourceTags',
        'kms:ScheduleKeyDeletion',
      ],
      resources: ['arn:aws:kms:*:*:key/*'],
    },
    { actions: ['kms:ListKeys'], resources: ['*'], because: 'listing keys names none; the hourly look needs it' },
  ],

  async read({ type, id, account }, session) {
    if (type !== 'AWS::KMS::Key') return { key: id, status: 'Unavailable', manager: 'CUSTOMER', lockedOut: false };
    const state = await keyStateOf(id, session);
    return state && { ...state, lockedOut: state.status === 'Enabled' && (await isLockedOut(id, account, session)) };
  },

  decide({ key, status, manager, lockedOut }) {
    if (manager !== 'CUSTOMER') return { kind: 'leave', because: `${key} is AWS's own` };
    if (status === 'PendingDeletion' || status === 'Disabled') {
      const cancelDeletion = status === 'PendingDeletion';
      return { kind: 'plan', change: { key, cancelDeletion }, because: `${key} is ${status}` };
    }
    if (lockedOut) return { kind: 'ask', because: `nobody of the account may change the policy of ${key}` };
    if (status === 'PendingImport' || status === 'Unavailable' || status === 'PendingReplicaDeletion') {
      return { kind: 'ask', because: `${key} is ${status}; only who holds its material or replicas can bring it back` };
    }
    return { kind: 'leave', because: `${key} can be used` };
  },

  async apply({ key, cancelDeletion }, session) {
    const kms = session.client(KMSClient);
    try {
      if (cancelDeletion) await kms.send(new CancelKeyDeletionCommand({ KeyId: key }));
    } catch (error) {
      // Somebody was faster; what is left is to enable it.
      if (!isNamed(error, 'KMSInvalidStateException')) throw error;
    }
    // A key whose deletion was cancelled is Disabled.
    await kms.send(new EnableKeyCommand({ KeyId: key }));
  },

  /** The longest window, whatever it was before: undoing a fix is no reason to hurry. */
  async undo(_before, { key, cancelDeletion }, session) {
    const kms = session.client(KMSClient);
    if (!cancelDeletion) await kms.send(new DisableKeyCommand({ KeyId: key }));
    else await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: longestWindowDays }));
  },

  tags: ({ id }, session) => tagsOf(id, session),
});

async function isLockedOut(key: string, account: string, session: Session): Promise<boolean> {
  try {
    const { Policy } = await session
      .client(KMSClient)
      .send(new GetKeyPolicyCommand({ KeyId: key, PolicyName: 'default' }));
    return locksOut(Policy, account);
  } catch (error) {
    if (isNamed(error, 'AccessDeniedException')) return true;
    throw error;
  }
}
