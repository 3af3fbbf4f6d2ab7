import { EC2Client, paginateDescribeSnapshots } from '@aws-sdk/client-ec2';
import { actorOf } from '../../lib/events/actor';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import type { Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', ['ModifySnapshotAttribute'])],

  finding(event, facts) {
    const call = apiCallIn(event);
    const id = textOf(call.parameters.snapshotId);
    if (!id) return ignored('it names no snapshot');
    const actor = actorOf(event, facts);
    // A service-linked role: malware protection shares a snapshot with its own account while it scans.
    if (actor.kind === 'service') return ignored(`${actor.name} shares ${id} for its own work`);
    const permission = valuesOf(call.parameters.createVolumePermission);
    const added = items(valuesOf(permission.add).items ?? permission.add).map(valuesOf);
    const removes = items(valuesOf(permission.remove).items ?? permission.remove).length > 0;
    const isPublic = added.some(({ group }) => group === 'all');
    const accounts = added.flatMap(({ userId }) => textOf(userId) ?? []);
    if (isPublic) return findingOf(call, [snapshot(id, facts.partition, event)], `${id} was shared with everybody`);
    if (accounts.length > 0) {
      return findingOf(call, [snapshot(id, facts.partition, event)], `${id} was shared with ${accounts.join(', ')}`);
    }
    if (removes || added.length > 0) return ignored(`${id} is shared with nobody more`);
    // A form nobody has seen is looked at: the fix decides on who may use the snapshot.
    return findingOf(call, [snapshot(id, facts.partition, event)], `${id} may be shared in a way we could not read`);
  },

  // Who else may use a snapshot takes a call for each; what everybody may use is one question.
  async *reconcile(session, { partition }) {
    const pages = paginateDescribeSnapshots(
      { client: session.client(EC2Client) },
      { Filters: [{ Name: 'owner-id', Values: [session.account] }], RestorableByUserIds: ['all'], MaxResults: 1000 },
    );
    for await (const { Snapshots = [] } of pages) {
      for (const { SnapshotId } of Snapshots) if (SnapshotId) yield snapshot(SnapshotId, partition, session);
    }
  },
});

function snapshot(id: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>): Resource {
  return { type: 'AWS::EC2::Snapshot', id, arn: `arn:${partition}:ec2:${region}::snapshot/${id}`, account, region };
}

const ignored = (because: string): Finding => ({ kind: 'ignored', because });
