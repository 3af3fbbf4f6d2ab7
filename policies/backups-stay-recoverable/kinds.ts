import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';

/** What a call can take away, by its type and its ARN after the partition; the last part is its id. */
export const kinds = {
  bucket: { type: 'AWS::S3::Bucket', arn: 's3:::' },
  instance: { type: 'AWS::RDS::DBInstance', arn: 'rds:{place}:db:' },
  cluster: { type: 'AWS::RDS::DBCluster', arn: 'rds:{place}:cluster:' },
  /** Automated backups of either, kept beside them. */
  backups: { type: 'AWS::RDS::AutomatedBackup', arn: 'rds:{place}:auto-backup:' },
  table: { type: 'AWS::DynamoDB::Backup', arn: 'dynamodb:{place}:backup/' },
  vault: { type: 'AWS::Backup::BackupVault', arn: 'backup:{place}:backup-vault:' },
  image: { type: 'AWS::EC2::Image', arn: 'ec2:{place}:image/' },
  rule: { type: 'AWS::Rbin::Rule', arn: 'rbin:{place}:rule/' },
} as const;
export type Kind = keyof typeof kinds;

export function resourceOf(
  kind: Kind,
  id: string,
  { partition }: Pick<Facts, 'partition'>,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const { type, arn } = kinds[kind];
  return { type, id, arn: `arn:${partition}:${arn.replace('{place}', `${region}:${account}`)}${id}`, account, region };
}
