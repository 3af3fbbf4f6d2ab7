import { paginateDescribeDBClusterSnapshots, paginateDescribeDBSnapshots, RDSClient } from '@aws-sdk/client-rds';
import { paginateDescribeClusterSnapshots, RedshiftClient } from '@aws-sdk/client-redshift';
import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { type SnapshotKind, snapshotResource } from './snapshot';

export const monitor = defineMonitor({
  patterns: [
    callsTo('rds', ['ModifyDBClusterSnapshotAttribute', 'ModifyDBSnapshotAttribute']),
    callsTo('redshift', ['AuthorizeSnapshotAccess']),
    callsTo('redshift-serverless', ['PutResourcePolicy']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const denied = call.ended === 'denied' && Object.keys(call.parameters).length === 0;
    // These services do not say what they denied.
    if (denied) return findingOf(call, [accountItself(event, facts)], `${call.name}, of which the record says no more`);
    const actor = actorOf(event, facts);
    if (actor.kind === 'service') return ignored(`${actor.name} shares a snapshot for its own work`);
    const subject = snapshotIn(call, facts.partition, event);
    if (!subject) return ignored('it names no snapshot');
    const accounts = receivers(call).filter((account) => account !== event.account);
    if (accounts.length === 0) return ignored(`${subject.id} is shared with nobody more`);
    const who = accounts.includes('all') ? 'everybody' : accounts.join(', ');
    return findingOf(call, [subject], `${subject.id} was shared with ${who}`);
  },

  async *reconcile(session, { partition }) {
    const rds = { client: session.client(RDSClient), pageSize: 100 };
    for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots(rds, { SnapshotType: 'manual' })) {
      for (const { DBSnapshotIdentifier: id } of DBSnapshots)
        if (id) yield snapshotResource('instance', id, partition, session);
    }
    for await (const { DBClusterSnapshots = [] } of paginateDescribeDBClusterSnapshots(rds, {
      SnapshotType: 'manual',
    })) {
      for (const { DBClusterSnapshotIdentifier: id } of DBClusterSnapshots) {
        if (id) yield snapshotResource('cluster', id, partition, session);
      }
    }
    const redshift = { client: session.client(RedshiftClient), pageSize: 100 };
    for await (const { Snapshots = [] } of paginateDescribeClusterSnapshots(redshift, { SnapshotType: 'manual' })) {
      for (const { SnapshotIdentifier: id, ClusterIdentifier, AccountsWithRestoreAccess = [] } of Snapshots) {
        if (id && AccountsWithRestoreAccess.length > 0) {
          yield snapshotResource('warehouse', id, partition, session, ClusterIdentifier);
        }
      }
    }
  },
});

function snapshotIn(call: ApiCall, partition: string, event: EventBridgeEvent): Resource | undefined {
  const { parameters, response } = call;
  const [kind, name] = subjectOf(call);
  const cluster = textOf(parameters.snapshotClusterIdentifier ?? response.clusterIdentifier);
  return textOf(name) ? snapshotResource(kind, String(name), partition, event, cluster) : undefined;
}

function subjectOf({ name, parameters }: ApiCall): readonly [SnapshotKind, unknown] {
  if (name === 'ModifyDBSnapshotAttribute') return ['instance', parameters.dBSnapshotIdentifier];
  if (name === 'ModifyDBClusterSnapshotAttribute') return ['cluster', parameters.dBClusterSnapshotIdentifier];
  if (name === 'PutResourcePolicy') return ['serverless', parameters.resourceArn];
  return ['warehouse', parameters.snapshotIdentifier ?? parameters.snapshotArn];
}

/** Accounts that get the snapshot; `all` for everybody. A serverless snapshot's policy names nobody else. */
function receivers({ name, parameters }: ApiCall): readonly string[] {
  if (name === 'AuthorizeSnapshotAccess') return items(parameters.accountWithRestoreAccess).map(String);
  if (name === 'PutResourcePolicy') return [...String(parameters.policy).matchAll(/\b\d{12}\b/g)].map(([id]) => id);
  return parameters.attributeName === 'restore' ? items(parameters.valuesToAdd).map(String) : [];
}

const ignored = (because: string): Finding => ({ kind: 'ignored', because });
