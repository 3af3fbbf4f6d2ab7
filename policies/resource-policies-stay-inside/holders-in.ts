import { BackupClient, paginateListBackupVaults } from '@aws-sdk/client-backup';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ECRClient, paginateDescribeRepositories } from '@aws-sdk/client-ecr';
import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { Resource } from '../../lib/model/finding';
import type { Session } from '../../lib/model/guardrail';
import type { Holder } from './holders';
import { holderResource } from './resource';

/** Everything in an account and region that holds a policy. */
export async function* holdersIn(session: Session, partition: string): AsyncIterable<Resource> {
  for await (const [holder, id] of idsIn(session)) if (id) yield holderResource(holder, id, partition, session);
}

async function* idsIn(session: Session): AsyncIterable<readonly [Holder, string | undefined]> {
  const last = (text: string | undefined, mark: string) => text?.slice(text.lastIndexOf(mark) + 1);
  const buckets = paginateListBuckets({ client: session.client(S3Client) }, { BucketRegion: session.region });
  for await (const { Buckets = [] } of buckets) for (const { Name } of Buckets) yield ['bucket', Name];
  for await (const { Topics = [] } of paginateListTopics({ client: session.client(SNSClient) }, {})) {
    for (const { TopicArn } of Topics) yield ['topic', last(TopicArn, ':')];
  }
  for await (const { QueueUrls = [] } of paginateListQueues({ client: session.client(SQSClient) }, {})) {
    for (const url of QueueUrls) yield ['queue', last(url, '/')];
  }
  for await (const { repositories = [] } of paginateDescribeRepositories({ client: session.client(ECRClient) }, {})) {
    for (const { repositoryName } of repositories) yield ['repository', repositoryName];
  }
  yield ['registry', session.account];
  const secrets = paginateListSecrets({ client: session.client(SecretsManagerClient) }, {});
  for await (const { SecretList = [] } of secrets) for (const { ARN } of SecretList) yield ['secret', last(ARN, ':')];
  for await (const { Keys = [] } of paginateListKeys({ client: session.client(KMSClient) }, {})) {
    for (const { KeyId } of Keys) yield ['key', KeyId];
  }
  for await (const { TableNames = [] } of paginateListTables({ client: session.client(DynamoDBClient) }, {})) {
    for (const name of TableNames) yield ['table', name];
  }
  const vaults = paginateListBackupVaults({ client: session.client(BackupClient) }, {});
  for await (const { BackupVaultList = [] } of vaults) {
    for (const { BackupVaultName } of BackupVaultList) yield ['vault', BackupVaultName];
  }
  const { EventBuses = [] } = await session.client(EventBridgeClient).send(new ListEventBusesCommand({}));
  for (const { Name } of EventBuses) yield ['bus', Name];
}
