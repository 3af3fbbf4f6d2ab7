import { kindOfResource, resourceOfKind } from '../../lib/events/resource-kind';
import type { Resource } from '../../lib/model/finding';

/** Services that make something publicly accessible, and what of it we can change back. */
const databases = {
  instance: { type: 'AWS::RDS::DBInstance', arn: 'rds:{region}:{account}:db:{id}' },
  cluster: { type: 'AWS::RDS::DBCluster', arn: 'rds:{region}:{account}:cluster:{id}' },
  warehouse: { type: 'AWS::Redshift::Cluster', arn: 'redshift:{region}:{account}:cluster:{id}' },
  workgroup: {
    type: 'AWS::RedshiftServerless::Workgroup',
    arn: 'redshift-serverless:{region}:{account}:workgroup/{id}',
  },
} as const;
export type DatabaseKind = keyof typeof databases;

export function databaseResource(
  kind: DatabaseKind,
  id: string,
  partition: string,
  place: Pick<Resource, 'account' | 'region'>,
): Resource {
  return resourceOfKind(databases[kind], id, partition, place);
}

export function kindOf(resource: Pick<Resource, 'type'>): DatabaseKind {
  return kindOfResource(databases, resource) ?? 'instance';
}
