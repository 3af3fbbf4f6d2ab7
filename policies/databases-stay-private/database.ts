import type { Resource } from '../../lib/model/finding';

/** Services that make something publicly accessible, and what of it we can change back. */
export const databaseTypes = {
  instance: { type: 'AWS::RDS::DBInstance', arn: 'rds:{place}:db:{id}' },
  cluster: { type: 'AWS::RDS::DBCluster', arn: 'rds:{place}:cluster:{id}' },
  warehouse: { type: 'AWS::Redshift::Cluster', arn: 'redshift:{place}:cluster:{id}' },
  workgroup: { type: 'AWS::RedshiftServerless::Workgroup', arn: 'redshift-serverless:{place}:workgroup/{id}' },
} as const;
export type DatabaseKind = keyof typeof databaseTypes;

export function databaseResource(
  kind: DatabaseKind,
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const { type, arn } = databaseTypes[kind];
  return {
    type,
    id,
    arn: `arn:${partition}:${arn.replace('{place}', `${region}:${account}`).replace('{id}', id)}`,
    account,
    region,
  };
}

export function kindOf({ type }: Pick<Resource, 'type'>): DatabaseKind {
  const kinds = Object.keys(databaseTypes) as DatabaseKind[];
  return kinds.find((kind) => databaseTypes[kind].type === type) ?? 'instance';
}
