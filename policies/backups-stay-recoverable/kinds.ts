import { resourceOfKind } from '../../lib/events/resource-kind';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';

/** What a call can take away. */
export const kinds = {
  bucket: { type: 'AWS::S3::Bucket', arn: 's3:::{id}' },
  instance: { type: 'AWS::RDS::DBInstance', arn: 'rds:{region}:{account}:db:{id}' },
  cluster: { type: 'AWS::RDS::DBCluster', arn: 'rds:{region}:{account}:cluster:{id}' },
  /** Automated backups of either, kept beside them. */
  backups: { type: 'AWS::RDS::AutomatedBackup', arn: 'rds:{region}:{account}:auto-backup:{id}' },
  table: { type: 'AWS::DynamoDB::Backup', arn: 'dynamodb:{region}:{account}:backup/{id}' },
  vault: { type: 'AWS::Backup::BackupVault', arn: 'backup:{region}:{account}:backup-vault:{id}' },
  image: { type: 'AWS::EC2::Image', arn: 'ec2:{region}:{account}:image/{id}' },
  rule: { type: 'AWS::Rbin::Rule', arn: 'rbin:{region}:{account}:rule/{id}' },
} as const;
export type Kind = keyof typeof kinds;

export function resourceOf(
  kind: Kind,
  id: string,
  { partition }: Pick<Facts, 'partition'>,
  place: Pick<Resource, 'account' | 'region'>,
): Resource {
  return resourceOfKind(kinds[kind], id, partition, place);
}
