import { paginateDescribeDBInstances, RDSClient } from '@aws-sdk/client-rds';
import { paginateDescribeClusters, RedshiftClient } from '@aws-sdk/client-redshift';
import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { type DatabaseKind, databaseResource } from './database';

/** Worth a look: asked for a public address, got one, or was denied something. */
const suspicious: JsonObject = {
  $or: [
    { requestParameters: { publiclyAccessible: [true] } },
    { responseElements: { publiclyAccessible: [true] } },
    { responseElements: { workgroup: { publiclyAccessible: [true] } } },
    { errorCode: [{ prefix: 'AccessDenied' }] },
  ],
};

export const monitor = defineMonitor({
  patterns: [
    callsTo(
      'rds',
      [
        'CreateDBCluster',
        'CreateDBInstance',
        'CreateDBInstanceReadReplica',
        'ModifyDBCluster',
        'ModifyDBInstance',
        'RestoreDBClusterFromSnapshot',
        'RestoreDBClusterToPointInTime',
        'RestoreDBInstanceFromDBSnapshot',
        'RestoreDBInstanceFromS3',
        'RestoreDBInstanceToPointInTime',
      ],
      suspicious,
    ),
    callsTo('redshift', ['CreateCluster', 'ModifyCluster', 'RestoreFromClusterSnapshot'], suspicious),
    callsTo('redshift-serverless', ['CreateWorkgroup', 'UpdateWorkgroup'], suspicious),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    if (call.ended === 'denied' && Object.keys(call.parameters).length === 0) {
      // The record does not say what was asked; that a policy of the organization denied it says enough.
      const isOurs = /explicit deny/.test(String(event.detail.errorMessage));
      if (!isOurs) return { kind: 'ignored', because: `${call.name} was denied for want of rights` };
      return findingOf(call, [accountItself(event, facts)], `${call.name}, which a policy denied`);
    }
    const subject = databaseIn(call);
    if (!subject) return { kind: 'ignored', because: 'it names no database' };
    const [kind, id] = subject;
    if (!isPublic(call)) return { kind: 'ignored', because: `${id} gets no public address` };
    return findingOf(call, [databaseResource(kind, id, facts.partition, event)], `${id} got a public address`);
  },

  async *reconcile(session, { partition }) {
    const rds = { client: session.client(RDSClient), pageSize: 100 };
    for await (const { DBInstances = [] } of paginateDescribeDBInstances(rds, {})) {
      for (const { DBInstanceIdentifier: id, PubliclyAccessible } of DBInstances) {
        if (id && PubliclyAccessible) yield databaseResource('instance', id, partition, session);
      }
    }
    const redshift = { client: session.client(RedshiftClient), pageSize: 100 };
    for await (const { Clusters = [] } of paginateDescribeClusters(redshift, {})) {
      for (const { ClusterIdentifier: id, PubliclyAccessible } of Clusters) {
        if (id && PubliclyAccessible) yield databaseResource('warehouse', id, partition, session);
      }
    }
  },
});

function databaseIn({ parameters }: ApiCall): readonly [DatabaseKind, string] | undefined {
  const names = {
    instance: parameters.dBInstanceIdentifier,
    cluster: parameters.dBClusterIdentifier,
    warehouse: parameters.clusterIdentifier,
    workgroup: parameters.workgroupName,
  };
  for (const [kind, name] of Object.entries(names)) {
    const id = textOf(name);
    if (id) return [kind as DatabaseKind, id];
  }
  return undefined;
}

/** A change that does not speak of it changes nothing about it; what is made may be public without anybody asking. */
function isPublic({ name, parameters, response }: ApiCall): boolean {
  if (parameters.publiclyAccessible !== undefined) return parameters.publiclyAccessible === true;
  if (/^(Modify|Update)/.test(name)) return false;
  return response.publiclyAccessible === true || valuesOf(response.workgroup).publiclyAccessible === true;
}
