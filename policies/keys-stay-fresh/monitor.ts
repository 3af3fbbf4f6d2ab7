import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { keysOf, userNames } from './keys';
import { freshness } from './stale';

export const monitor = defineMonitor({
  // A key ages without an event; what can be heard is one that works again.
  patterns: [callsTo('iam', ['UpdateAccessKey'], { requestParameters: { status: ['Active'] } })],
  configRules: [{ identifier: 'ACCESS_KEYS_ROTATED', parameters: { maxAccessKeyAge: '90' } }],

  finding(event, { partition }) {
    const call = apiCallIn(event);
    const { status, userName, accessKeyId } = call.parameters;
    const owner = textOf(userName) ?? textOf(call.identity.userName);
    if (call.name !== 'UpdateAccessKey' || status !== 'Active' || !owner) {
      return { kind: 'ignored', because: 'no key of a user works again' };
    }
    return findingOf(call, [user(owner, partition, event)], `${accessKeyId ?? 'a key'} of ${owner} works again`);
  },

  async *reconcile(session, { partition, homeRegion }) {
    // IAM is the same in every region: one look is enough.
    if (session.region !== homeRegion) return;
    const now = new Date().toISOString();
    for await (const name of userNames(session)) {
      const keys = await keysOf(name, session);
      if (keys.some((key) => freshness(key, now) !== 'fresh')) yield user(name, partition, session);
    }
  },
});

function user(name: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>): Resource {
  return { type: 'AWS::IAM::User', id: name, arn: `arn:${partition}:iam::${account}:user/${name}`, account, region };
}
