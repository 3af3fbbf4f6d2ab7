import { KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { keyStateOf, stackOf } from './key-state';
import { locksOut } from './locks-out';

export const monitor = defineMonitor({
  patterns: [
    callsTo('kms', [
      'DeleteCustomKeyStore',
      'DeleteImportedKeyMaterial',
      'DisableKey',
      'DisconnectCustomKeyStore',
      'PutKeyPolicy',
      'ScheduleKeyDeletion',
    ]),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    // Denied calls name no key: KMS records them without parameters.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    const loss = howItLoses(call, event);
    if (!loss) return { kind: 'ignored', because: `${call.name || 'it'} that leaves the key usable` };
    if (madeByStack(event)) {
      return { kind: 'ignored', because: 'a stack let its own key go; KMS keeps it for a while' };
    }
    const id = textOf(call.parameters.keyId);
    const resource = id === undefined ? accountItself(event, facts) : key(id, facts.partition, event);
    return findingOf(call, [resource], `${resource.id} ${loss}`);
  },

  /** Keys that are off or waiting to be deleted, but for those that a stack has made and may have let go. */
  async *reconcile(session, { partition }) {
    for await (const { Keys = [] } of paginateListKeys({ client: session.client(KMSClient) }, { Limit: 1000 })) {
      for (const { KeyId = '' } of Keys) {
        const state = await keyStateOf(KeyId, session);
        if (state?.manager !== 'CUSTOMER' || !['Disabled', 'PendingDeletion'].includes(state.status)) continue;
        if ((await stackOf(KeyId, session)) === undefined) yield key(KeyId, partition, session);
      }
    }
  },
});

/** What the call does to its key, as the end of a sentence; undefined when it does no harm. */
function howItLoses({ name, parameters }: ApiCall, { account }: EventBridgeEvent): string | undefined {
  switch (name) {
    case 'DisableKey':
      return 'was disabled';
    case 'ScheduleKeyDeletion':
      return `is to be deleted in ${parameters.pendingWindowInDays ?? 30} days`;
    case 'DeleteImportedKeyMaterial':
      return 'lost its imported key material';
    case 'DeleteCustomKeyStore':
    case 'DisconnectCustomKeyStore':
      return 'has keys in a store that was taken away';
    case 'PutKeyPolicy':
      return locksOut(parameters.policy, account) ? 'got a policy that locks its own account out' : undefined;
    default:
      return undefined;
  }
}

/** A key may be named by id or ARN. */
function key(name: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>): Resource {
  const id = name.slice(name.lastIndexOf('/') + 1);
  return { type: 'AWS::KMS::Key', id, arn: `arn:${partition}:kms:${region}:${account}:key/${id}`, account, region };
}
