import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

export type DatabaseKind = 'instance' | 'cluster';

/** Whether the database refuses to be deleted; undefined when it is gone. */
export async function isProtected(kind: DatabaseKind, id: string, session: Session): Promise<boolean | undefined> {
  const rds = session.client(RDSClient);
  try {
    if (kind === 'cluster') {
      const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }));
      return DBClusters?.[0]?.DeletionProtection === true;
    }
    const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }));
    return DBInstances?.[0]?.DeletionProtection === true;
  } catch (error) {
    if (isNamed(error, 'DBInstanceNotFoundFault', 'DBInstanceNotFound', 'DBClusterNotFoundFault')) return undefined;
    throw error;
  }
}

/** Takes effect at once without ApplyImmediately, which would also apply what waits for the maintenance window. */
export async function protect(
  kind: DatabaseKind,
  id: string,
  DeletionProtection: boolean,
  session: Session,
): Promise<void> {
  const rds = session.client(RDSClient);
  if (kind === 'cluster') await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: id, DeletionProtection }));
  else await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: id, DeletionProtection }));
}
