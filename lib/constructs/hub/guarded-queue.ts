import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';

export interface GuardedQueueProps {
  readonly name: string;
  /** How long one delivery may take. */
  readonly visibilitySeconds: number;
}

// After five tries a message is not late but wrong.
const deliveries = 5;
const keptSeconds = 14 * 24 * 3600;

/** A queue that loses nothing: what cannot be handled rests in a dead-letter queue. */
export class GuardedQueue extends Construct {
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;

  constructor(scope: Construct, id: string, { name, visibilitySeconds }: GuardedQueueProps) {
    super(scope, id);
    const common = { sqsManagedSseEnabled: true, messageRetentionPeriod: keptSeconds };
    this.deadLetters = new CfnQueue(this, 'DeadLetters', { ...common, queueName: `${name}-dead-letters` });
    this.queue = new CfnQueue(this, 'Queue', {
      ...common,
      queueName: name,
      visibilityTimeout: visibilitySeconds,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.attrArn, maxReceiveCount: deliveries },
    });
  }

  /** Lets these EventBridge rules send to the queue, or past it when the queue refuses. */
  receiveFrom(ruleArns: readonly string[]): void {
    this.#admit('RulesSend', 'events.amazonaws.com', ruleArns);
  }

  /** Lets a topic send to the queue. */
  receiveFromTopic(topicArn: string): void {
    this.#admit('TopicSends', 'sns.amazonaws.com', [topicArn]);
  }

  #admit(Sid: string, Service: string, sources: readonly string[]): void {
    for (const queue of [this.queue, this.deadLetters]) {
      new CfnQueuePolicy(this, `${queue.node.id}Policy`, {
        queues: [queue.ref],
        policyDocument: policyDocument(onlyOverTls('sqs:*', queue.attrArn), {
          Sid,
          Effect: 'Allow',
          Principal: { Service },
          Action: 'sqs:SendMessage',
          Resource: queue.attrArn,
          Condition: { ArnEquals: { 'aws:SourceArn': sources } },
        }),
      });
    }
  }
}
