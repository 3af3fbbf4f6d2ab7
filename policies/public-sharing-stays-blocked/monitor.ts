import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { type Block, blocks, isBlocked } from './blocks';
import { readBlock } from './read-block';

const lifting: Readonly<Record<string, Block>> = {
  DisableImageBlockPublicAccess: 'images',
  DisableSnapshotBlockPublicAccess: 'snapshots',
};

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', Object.keys(lifting))],

  finding(event, facts) {
    const call = apiCallIn(event);
    const block = Object.hasOwn(lifting, call.name) ? lifting[call.name] : undefined;
    if (!block) return { kind: 'ignored', because: `${call.name || 'it'} that lifts no block` };
    return findingOf(call, [setting(block, event, facts)], `${block} may be shared with everybody`);
  },

  async *reconcile(session, facts) {
    for (const block of Object.keys(blocks) as Block[]) {
      const { state } = await readBlock(block, session);
      if (!isBlocked(block, state)) yield setting(block, session, facts);
    }
  },
});

/** A setting has no ARN of its own; this one is ours, so that regions and settings are told apart. */
function setting(
  block: Block,
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:block-public-access/${block}`;
  return { type: 'AWS::EC2::BlockPublicAccess', id: block, arn, account, region };
}
