import { kindOfResource, resourceOfKind } from '../../lib/events/resource-kind';
import type { Resource } from '../../lib/model/finding';

/** Where a snapshot is known: RDS keeps those of instances and clusters apart, Neptune's and DocumentDB's among the latter. */
export const snapshots = {
  instance: { type: 'AWS::RDS::DBSnapshot', arn: 'rds:{region}:{account}:snapshot:{id}' },
  cluster: { type: 'AWS::RDS::DBClusterSnapshot', arn: 'rds:{region}:{account}:cluster-snapshot:{id}' },
  warehouse: { type: 'AWS::Redshift::ClusterSnapshot', arn: 'redshift:{region}:{account}:snapshot:{cluster}/{id}' },
  serverless: {
    type: 'AWS::RedshiftServerless::Snapshot',
    arn: 'redshift-serverless:{region}:{account}:snapshot/{id}',
  },
} as const;
export type SnapshotKind = keyof typeof snapshots;
/** Those that we can unshare. */
export type Reachable = Exclude<SnapshotKind, 'serverless'>;

/** @param name an id, or an ARN that ends in it. @param cluster of a warehouse, where it is known */
export function snapshotResource(
  kind: SnapshotKind,
  name: string,
  partition: string,
  place: Pick<Resource, 'account' | 'region'>,
  cluster = '*',
): Resource {
  const { type, arn } = snapshots[kind];
  const id = name.startsWith('arn:') ? idIn(name) : name;
  return resourceOfKind({ type, arn: arn.replace('{cluster}', cluster) }, id, partition, place);
}

export function kindOf(resource: Pick<Resource, 'type'>): SnapshotKind {
  return kindOfResource(snapshots, resource) ?? 'instance';
}

/** `…:snapshot:awsbackup:job-1` → `awsbackup:job-1`, `…:snapshot:sales/w` → `w` */
function idIn(arn: string): string {
  const named = arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^[a-z-]+[:/]/, '');
  return named.slice(named.lastIndexOf('/') + 1);
}
