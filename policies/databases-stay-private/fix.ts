import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { DescribeClustersCommand, ModifyClusterCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { type Decision, defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type DatabaseKind, kindOf } from './database';

export interface State {
  readonly database: string;
  readonly kind: DatabaseKind;
  /** Unknown where we do not look. */
  readonly isPublic?: boolean;
}
export type Change = Pick<State, 'database' | 'kind'>;

// While a database is being made or changed it refuses; the message then comes back until it is available.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['rds:DescribeDBInstances', 'rds:ModifyDBInstance'],
      resources: ['arn:aws:rds:*:*:db:*'],
    },
    {
      actions: ['redshift:ModifyCluster'],
      resources: ['arn:aws:redshift:*:*:cluster:*'],
    },
    {
      actions: ['redshift:DescribeClusters'],
      resources: ['*'],
      because: 'Redshift has no resource to name for describing clusters',
    },
  ],

  async read(resource, session) {
    const { id: database } = resource;
    const kind = kindOf(resource);
    try {
      if (kind === 'instance') return { database, kind, isPublic: await instanceIsPublic(session, database) };
      if (kind === 'warehouse') return { database, kind, isPublic: await warehouseIsPublic(session, database) };
      return { database, kind };
    } catch (error) {
      if (isNamed(error, 'DBInstanceNotFoundFault', 'ClusterNotFoundFault')) return undefined;
      throw error;
    }
  },

  decide,

  apply: (change, session) => setPublic(session, change, false),

  undo: (_before, change, session) => setPublic(session, change, true),
});

export function decide({ database, kind, isPublic }: State): Decision<Change> {
  if (isPublic === undefined) {
    return { kind: 'ask', because: `${database} got a public address, which only its owner can take away` };
  }
  if (!isPublic) return { kind: 'leave', because: `${database} has no public address` };
  return { kind: 'plan', change: { database, kind }, because: `${database} has a public address` };
}

async function instanceIsPublic(session: Session, DBInstanceIdentifier: string): Promise<boolean> {
  const { DBInstances = [] } = await session
    .client(RDSClient)
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  return DBInstances[0]?.PubliclyAccessible ?? false;
}

async function warehouseIsPublic(session: Session, ClusterIdentifier: string): Promise<boolean> {
  const { Clusters = [] } = await session
    .client(RedshiftClient)
    .send(new DescribeClustersCommand({ ClusterIdentifier }));
  const [cluster] = Clusters;
  return cluster?.PendingModifiedValues?.PubliclyAccessible ?? cluster?.PubliclyAccessible ?? false;
}

async function setPublic(session: Session, { database, kind }: Change, PubliclyAccessible: boolean): Promise<void> {
  if (kind === 'warehouse') {
    const input = { ClusterIdentifier: database, PubliclyAccessible };
    await session.client(RedshiftClient).send(new ModifyClusterCommand(input));
  } else {
    // Without it the change would wait for the next maintenance window.
    const input = { DBInstanceIdentifier: database, PubliclyAccessible, ApplyImmediately: true };
    await session.client(RDSClient).send(new ModifyDBInstanceCommand(input));
  }
}
