import {
  BackupClient,
  GetBackupVaultAccessPolicyCommand,
  PutBackupVaultAccessPolicyCommand,
} from '@aws-sdk/client-backup';
import {
  DynamoDBClient,
  GetResourcePolicyCommand as GetTablePolicyCommand,
  PutResourcePolicyCommand as PutTablePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import {
  ECRClient,
  GetRegistryPolicyCommand,
  GetRepositoryPolicyCommand,
  PutRegistryPolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { DescribeEventBusCommand, EventBridgeClient, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Session } from '../../lib/model/guardrail';
import type { Holder } from './holders';

export interface Named {
  readonly id: string;
  readonly arn: string;
}

/** How each kind hands out its policy, and takes another. */
interface Store {
  readonly read: (session: Session, named: Named) => Promise<string | undefined>;
  readonly write: (session: Session, named: Named, policy: string) => Promise<unknown>;
}

export const stores: Readonly<Record<Holder, Store>> = {
  bucket: {
    read: async (session, { id }) =>
      (await session.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: id }))).Policy,
    write: (session, { id }, Policy) =>
      session.client(S3Client).send(new PutBucketPolicyCommand({ Bucket: id, Policy })),
  },
  bus: {
    read: async (session, { id }) =>
      (await session.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: id }))).Policy,
    write: (session, { id }, Policy) =>
      session.client(EventBridgeClient).send(new PutPermissionCommand({ EventBusName: id, Policy })),
  },
  key: {
    read: async (session, { id }) =>
      (await session.client(KMSClient).send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' }))).Policy,
    write: (session, { id }, Policy) =>
      session.client(KMSClient).send(new PutKeyPolicyCommand({ KeyId: id, PolicyName: 'default', Policy })),
  },
  queue: {
    async read(session, { id }) {
      const input = { QueueUrl: await queueUrl(session, id), AttributeNames: ['Policy' as const] };
      const { Attributes } = await session.client(SQSClient).send(new GetQueueAttributesCommand(input));
      return Attributes?.Policy;
    },
    async write(session, { id }, Policy) {
      const input = { QueueUrl: await queueUrl(session, id), Attributes: { Policy } };
      return session.client(SQSClient).send(new SetQueueAttributesCommand(input));
    },
  },
  registry: {
    read: async (session) => (await session.client(ECRClient).send(new GetRegistryPolicyCommand({}))).policyText,
    write: (session, _, policyText) => session.client(ECRClient).send(new PutRegistryPolicyCommand({ policyText })),
  },
  repository: {
    read: async (session, { id: repositoryName }) =>
      (await session.client(ECRClient).send(new GetRepositoryPolicyCommand({ repositoryName }))).policyText,
    write: (session, { id: repositoryName }, policyText) =>
      session.client(ECRClient).send(new SetRepositoryPolicyCommand({ repositoryName, policyText })),
  },
  secret: {
    read: async (session, { arn: SecretId }) =>
      (await session.client(SecretsManagerClient).send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy,
    write: (session, { arn: SecretId }, ResourcePolicy) =>
      session.client(SecretsManagerClient).send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy })),
  },
  table: {
    read: async (session, { arn: ResourceArn }) =>
      (await session.client(DynamoDBClient).send(new GetTablePolicyCommand({ ResourceArn }))).Policy,
    write: (session, { arn: ResourceArn }, Policy) =>
      session.client(DynamoDBClient).send(new PutTablePolicyCommand({ ResourceArn, Policy })),
  },
  topic: {
    read: async (session, { arn: TopicArn }) =>
      (await session.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn }))).Attributes?.Policy,
    write: (session, { arn: TopicArn }, AttributeValue) =>
      session
        .client(SNSClient)
        .send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue })),
  },
  vault: {
    read: async (session, { id: BackupVaultName }) =>
      (await session.client(BackupClient).send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName }))).Policy,
    write: (session, { id: BackupVaultName }, Policy) =>
      session.client(BackupClient).send(new PutBackupVaultAccessPolicyCommand({ BackupVaultName, Policy })),
  },
};

async function queueUrl(session: Session, QueueName: string): Promise<string | undefined> {
  return (await session.client(SQSClient).send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
}
