import type { Resource } from '../../lib/model/finding';

/** Where a snapshot is known: RDS keeps those of instances and clusters apart, Neptune's and DocumentDB's among the latter. */
export const snapshotTypes = {
  instance: 'AWS::RDS::DBSnapshot',
  cluster: 'AWS::RDS::DBClusterSnapshot',
  warehouse: 'AWS::Redshift::ClusterSnapshot',
  serverless: 'AWS::RedshiftServerless::Snapshot',
} as const;
export type SnapshotKind = keyof typeof snapshotTypes;
/** Those that we can unshare. */
export type Reachable = Exclude<SnapshotKind, 'serverless'>;

const arns: Readonly<Record<SnapshotKind, string>> = {
  instance: 'rds:{region}:{account}:snapshot:{id}',
  cluster: 'rds:{region}:{account}:cluster-snapshot:{id}',
  warehouse: 'redshift:{region}:{account}:snapshot:{cluster}/{id}',
  serverless: 'redshift-serverless:{region}:{account}:snapshot/{id}',
};

/** @param name an id, or an ARN that ends in it. @param cluster of a warehouse, where it is known */
export function snapshotResource(
  kind: SnapshotKind,
  name: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
  cluster = '*',
): Resource {
  const id = name.startsWith('arn:') ? idIn(name) : name;
  const arn = arns[kind]
    .replace('{region}', region)
    .replace('{account}', account)
    .replace('{cluster}', cluster)
    .replace('{id}', id);
  return { type: snapshotTypes[kind], id, arn: `arn:${partition}:${arn}`, account, region };
}

export function kindOf({ type }: Pick<Resource, 'type'>): SnapshotKind {
  const kinds = Object.keys(snapshotTypes) as SnapshotKind[];
  return kinds.find((kind) => snapshotTypes[kind] === type) ?? 'instance';
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
