import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import type { Facts } from '../../lib/model/facts';
import type { Decision, Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { logKeyPolicy } from '../../lib/policy/log-key-policy';
import { sameDocument } from './same-document';

export interface KeyState {
  readonly kind: 'key';
  readonly alias: string;
  /** Undefined when no key is behind the alias. */
  readonly key?: { readonly id: string; readonly status: string; readonly policy: string };
}
export interface KeyChange {
  readonly kind: 'key';
  readonly key: string;
  readonly cancelDeletion: boolean;
  readonly enable: boolean;
  readonly policy?: string;
}

export async function readKey(alias: string, session: Session): Promise<KeyState> {
  const client = session.client(KMSClient);
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: alias }));
    const { KeyId: id = '', KeyState: status = '' } = KeyMetadata ?? {};
    const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' }));
    return { kind: 'key', alias, key: { id, status, policy: Policy } };
  } catch (error) {
    if (isNamed(error, 'NotFoundException')) return { kind: 'key', alias };
    throw error;
  }
}

export function decideKey({ alias, key }: KeyState, facts: Facts): Decision<KeyChange> {
  if (!key) return { kind: 'ask', because: `no key is behind ${alias}: deploy the log archive again` };
  const { id, status, policy } = key;
  const wanted = logKeyPolicy(facts);
  const opens = sameDocument(policy, wanted);
  if (!['Enabled', 'Disabled', 'PendingDeletion'].includes(status)) {
    return { kind: 'ask', because: `${id} is ${status}; only who holds its material can bring it back` };
  }
  if (status === 'Enabled' && opens) return { kind: 'leave', because: 'CloudTrail may encrypt with it' };
  const change: KeyChange = {
    kind: 'key',
    key: id,
    cancelDeletion: status === 'PendingDeletion',
    enable: status !== 'Enabled',
    ...(!opens && { policy: JSON.stringify(wanted) }),
  };
  const problems = [
    ...(status === 'Enabled' ? [] : [`is ${status}`]),
    ...(opens ? [] : ['has another policy than is deployed']),
  ];
  return { kind: 'plan', change, because: `${alias}: the key ${problems.join(' and ')}` };
}

export async function applyKey({ key, cancelDeletion, enable, policy }: KeyChange, session: Session): Promise<void> {
  const client = session.client(KMSClient);
  if (cancelDeletion) {
    await client.send(new CancelKeyDeletionCommand({ KeyId: key })).catch((error: unknown) => {
      // Somebody was faster.
      if (!isNamed(error, 'KMSInvalidStateException')) throw error;
    });
  }
  if (policy) await client.send(new PutKeyPolicyCommand({ KeyId: key, PolicyName: 'default', Policy: policy }));
  // A key whose deletion was cancelled is Disabled.
  if (enable) await client.send(new EnableKeyCommand({ KeyId: key }));
}

/** A deletion that was cancelled stays so; the key is only disabled again. */
export async function undoKey({ key }: KeyState, change: KeyChange, session: Session): Promise<void> {
  const client = session.client(KMSClient);
  if (change.policy && key) {
    await client.send(new PutKeyPolicyCommand({ KeyId: key.id, PolicyName: 'default', Policy: key.policy }));
  }
  if (change.enable) await client.send(new DisableKeyCommand({ KeyId: change.key }));
}
