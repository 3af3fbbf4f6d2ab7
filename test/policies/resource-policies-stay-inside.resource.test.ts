import type { Holder } from '../../policies/resource-policies-stay-inside/holders';
import { holderOf, holderResource } from '../../policies/resource-policies-stay-inside/resource';

const place = { account: '111122223333', region: 'eu-west-1' };

test.each<[Holder, string]>([
  ['bucket', 'AWS::S3::Bucket'],
  ['bus', 'AWS::Events::EventBus'],
  ['key', 'AWS::KMS::Key'],
  ['queue', 'AWS::SQS::Queue'],
  ['registry', 'AWS::ECR::RegistryPolicy'],
  ['repository', 'AWS::ECR::Repository'],
  ['secret', 'AWS::SecretsManager::Secret'],
  ['table', 'AWS::DynamoDB::Table'],
  ['topic', 'AWS::SNS::Topic'],
  ['vault', 'AWS::Backup::BackupVault'],
])('a resource tells what holds its policy: %s', (holder, type) => {
  const resource = holderResource(holder, 'x', 'aws', place);
  expect(resource.type).toBe(type);
  expect(holderOf(resource)).toBe(holder);
});
