import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import type { AlertTopic } from '../hub/alert-topic';
import type { LedgerTable } from '../hub/ledger-table';
import { trustOfService } from '../trust';
import { ArchiveDelivery } from './archive-delivery';

export interface FixHistoryProps {
  readonly organization: Organization;
  readonly ledger: LedgerTable;
  readonly topic: AlertTopic;
  /** ARN of the key that the ledger is encrypted with. */
  readonly key: string;
}

// The stream itself forgets after a day.
const oldestSeconds = 12 * 3600;
const lateSeconds = 2 * 3600;

/** Copies what the ledger records to the log archive, where it outlives the ledger and can be asked about: no function runs for it. */
export class FixHistory extends Construct {
  constructor(scope: Construct, id: string, { organization, ledger, topic, key }: FixHistoryProps) {
    super(scope, id);
    const delivery = new ArchiveDelivery(this, 'Delivery', { organization });
    const lost = this.#lostRecords();
    const role = new CfnRole(this, 'Role', {
      roleName: 'breakwater-ledger-pipe',
      path: platformPath,
      description: 'Reads what changes in the ledger',
      assumeRolePolicyDocument: trustOfService('pipes.amazonaws.com', Stack.of(this).account),
      policies: [
        {
          policyName: 'Pipe',
          policyDocument: policyDocument(
            {
              Effect: 'Allow',
              Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
              Resource: ledger.stream,
            },
            { Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*' },
            { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key },
            { Effect: 'Allow', Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'], Resource: delivery.arn },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: lost.attrArn },
          ),
        },
      ],
    });
    acknowledge(role, { 'IAM5[Resource::*]': 'lists streams, a call that knows no narrower resource' });
    new CfnPipe(this, 'Pipe', {
      name: 'breakwater-ledger-history',
      description: 'Every fix the ledger records, and every turn of the kill switch',
      roleArn: role.attrArn,
      source: ledger.stream,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(recorded) }] },
        dynamoDbStreamParameters: {
          startingPosition: 'TRIM_HORIZON',
          batchSize: 10,
          maximumBatchingWindowInSeconds: 60,
          maximumRecordAgeInSeconds: oldestSeconds,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: lost.attrArn },
        },
      },
      target: delivery.arn,
    });
    this.#alarms(delivery, lost, topic);
  }

  #lostRecords(): CfnQueue {
    const queue = new CfnQueue(this, 'Lost', {
      queueName: 'breakwater-ledger-history-dead-letters',
      sqsManagedSseEnabled: true,
      messageRetentionPeriod: 14 * 24 * 3600,
    });
    acknowledge(queue, { SQS3: 'is where a pipe leaves what it could not deliver: a dead-letter queue itself' });
    new CfnQueuePolicy(this, 'LostPolicy', {
      queues: [queue.ref],
      policyDocument: policyDocument(onlyOverTls('sqs:*', queue.attrArn)),
    });
    return queue;
  }

  #alarms({ streamName }: ArchiveDelivery, lost: CfnQueue, topic: AlertTopic): void {
    const common = {
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      period: 900,
      statistic: 'Maximum',
      treatMissingData: 'notBreaching',
      alarmActions: [topic.arn],
    };
    new CfnAlarm(this, 'LostAlarm', {
      ...common,
      alarmDescription:
        'records of fixes did not reach the log archive; they are in the ledger, and their places in the queue',
      namespace: 'AWS/SQS',
      dimensions: [{ name: 'QueueName', value: lost.attrQueueName }],
      metricName: 'ApproximateNumberOfMessagesVisible',
      threshold: 0,
    });
    new CfnAlarm(this, 'LateAlarm', {
      ...common,
      alarmDescription:
        'the log archive does not take the history of fixes; the log group /breakwater/ledger-history says why',
      namespace: 'AWS/Firehose',
      dimensions: [{ name: 'DeliveryStreamName', value: streamName }],
      metricName: 'DeliveryToS3.DataFreshness',
      threshold: lateSeconds,
    });
  }
}

/** Locks, budgets and heartbeats are of no interest to history, nor is what is forgotten in time. */
const recorded = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { pk: { S: [{ prefix: 'fix#' }, 'switch'] } } },
};
