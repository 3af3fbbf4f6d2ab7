/** Kinds of resource that hold a policy. */
export const holders = {
  bucket: { type: 'AWS::S3::Bucket', arn: 's3:::{id}' },
  bus: { type: 'AWS::Events::EventBus', arn: 'events:{region}:{account}:event-bus/{id}' },
  key: { type: 'AWS::KMS::Key', arn: 'kms:{region}:{account}:key/{id}' },
  queue: { type: 'AWS::SQS::Queue', arn: 'sqs:{region}:{account}:{id}' },
  registry: { type: 'AWS::ECR::RegistryPolicy', arn: 'ecr:{region}:{account}:{id}' },
  repository: { type: 'AWS::ECR::Repository', arn: 'ecr:{region}:{account}:repository/{id}' },
  secret: { type: 'AWS::SecretsManager::Secret', arn: 'secretsmanager:{region}:{account}:secret:{id}' },
  table: { type: 'AWS::DynamoDB::Table', arn: 'dynamodb:{region}:{account}:table/{id}' },
  topic: { type: 'AWS::SNS::Topic', arn: 'sns:{region}:{account}:{id}' },
  vault: { type: 'AWS::Backup::BackupVault', arn: 'backup:{region}:{account}:backup-vault:{id}' },
} as const;
export type Holder = keyof typeof holders;

/** Where a call's record has the policy, or the accounts it adds to one, and which resource it is about. */
export interface PolicyCall {
  readonly service: string;
  readonly name: string;
  readonly holder: Holder;
  /** Paths in `requestParameters`; the first that is there counts. */
  readonly policy: readonly string[];
  readonly accounts?: string;
  /** Path in `requestParameters`, or in `responseElements` where the call makes the resource. */
  readonly id: readonly string[];
  /** A call that sets one of many attributes: the one that matters. */
  readonly only?: readonly [path: string, value: string];
}

export const policyCalls: readonly PolicyCall[] = [
  { service: 's3', name: 'PutBucketPolicy', holder: 'bucket', policy: ['bucketPolicy'], id: ['bucketName'] },
  { service: 'sns', name: 'CreateTopic', holder: 'topic', policy: ['attributes.Policy'], id: ['topicArn'] },
  {
    service: 'sns',
    name: 'SetTopicAttributes',
    holder: 'topic',
    policy: ['attributeValue'],
    id: ['topicArn'],
    only: ['attributeName', 'Policy'],
  },
  { service: 'sns', name: 'AddPermission', holder: 'topic', policy: [], accounts: 'aWSAccountId', id: ['topicArn'] },
  {
    service: 'sqs',
    name: 'CreateQueue',
    holder: 'queue',
    policy: ['attributes.Policy', 'attribute.Policy'],
    id: ['queueUrl'],
  },
  { service: 'sqs', name: 'SetQueueAttributes', holder: 'queue', policy: ['attributes.Policy'], id: ['queueUrl'] },
  { service: 'sqs', name: 'AddPermission', holder: 'queue', policy: [], accounts: 'aWSAccountIds', id: ['queueUrl'] },
  { service: 'ecr', name: 'SetRepositoryPolicy', holder: 'repository', policy: ['policyText'], id: ['repositoryName'] },
  { service: 'ecr', name: 'PutRegistryPolicy', holder: 'registry', policy: ['policyText'], id: ['registryId'] },
  {
    service: 'secretsmanager',
    name: 'PutResourcePolicy',
    holder: 'secret',
    policy: ['resourcePolicy'],
    // The answer has the whole ARN; the caller may have given a name, which lacks its random end.
    id: ['aRN', 'arn', 'secretId'],
  },
  { service: 'kms', name: 'CreateKey', holder: 'key', policy: ['policy'], id: ['keyMetadata.keyId'] },
  { service: 'kms', name: 'PutKeyPolicy', holder: 'key', policy: ['policy'], id: ['keyId'] },
  { service: 'dynamodb', name: 'PutResourcePolicy', holder: 'table', policy: ['policy'], id: ['resourceArn'] },
  {
    service: 'backup',
    name: 'PutBackupVaultAccessPolicy',
    holder: 'vault',
    policy: ['policy'],
    id: ['backupVaultName'],
  },
  {
    service: 'events',
    name: 'PutPermission',
    holder: 'bus',
    policy: ['policy'],
    accounts: 'principal',
    id: ['eventBusName'],
  },
];
