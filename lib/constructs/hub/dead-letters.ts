import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { whenAny } from '../when-any';
import type { AlertTopic } from './alert-topic';

export interface DeadLettersProps {
  readonly name: string;
  /** Whose letters, for people: `events about accounts`. */
  readonly what: string;
  readonly topic: AlertTopic;
}

const keptSeconds = 14 * 24 * 3600;

/** Where rules put what their target did not take, and the alarm that says so. */
export class DeadLetters extends Construct {
  readonly arn: string;
  readonly #queue: CfnQueue;

  constructor(scope: Construct, id: string, { name, what, topic }: DeadLettersProps) {
    super(scope, id);
    this.#queue = new CfnQueue(this, 'Queue', {
      queueName: name,
      sqsManagedSseEnabled: true,
      messageRetentionPeriod: keptSeconds,
    });
    acknowledge(this.#queue, { SQS3: 'is itself where dead letters go: rules send to it what their target refused' });
    this.arn = this.#queue.attrArn;
    new CfnAlarm(this, 'Alarm', {
      alarmDescription: `${what} could not be handled and rest in ${name}`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: [{ name: 'QueueName', value: name }],
      ...whenAny,
      statistic: 'Maximum',
      alarmActions: [topic.arn],
    });
  }

  receiveFrom(ruleArns: readonly string[]): void {
    new CfnQueuePolicy(this, 'Policy', {
      queues: [this.#queue.ref],
      policyDocument: policyDocument(onlyOverTls('sqs:*', this.arn), {
        Sid: 'RulesSend',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: this.arn,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
      }),
    });
  }
}
