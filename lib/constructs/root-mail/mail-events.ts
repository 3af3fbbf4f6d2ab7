import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import type { Partition } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { rootMailEvent, rootMailName } from '../../model/root-mail';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';
import type { AlertTopic } from '../hub/alert-topic';
import { GuardedQueue } from '../hub/guarded-queue';
import { LoopAlarms } from '../hub/loop-alarms';
import { trustOfService } from '../trust';

export interface MailEventsProps {
  readonly partition: Partition;
  /** ARN of the key. */
  readonly key: string;
  /** ARN of the rule that receives mail. */
  readonly rule: string;
  readonly alerts: AlertTopic;
}

/** Only what the header says; who reads a link to a new password may be anybody who reads a log. */
const event = {
  subject: '<$.body.mail.commonHeaders.subject>',
  from: '<$.body.mail.source>',
  to: '<$.body.receipt.recipients[0]>',
  dkim: '<$.body.receipt.dkimVerdict.status>',
  bucket: '<$.body.receipt.action.bucketName>',
  object: '<$.body.receipt.action.objectKey>',
};

/** Turns what Amazon SES tells of a mail, which is its header, into an event. */
export class MailEvents extends Construct {
  readonly topic: string;
  /** What lets Amazon SES tell. */
  readonly permission: IDependable;

  constructor(scope: Construct, id: string, { partition, key, rule, alerts }: MailEventsProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const topic = new CfnTopic(this, 'Topic', { topicName: rootMailName, kmsMasterKeyId: key });
    this.topic = topic.ref;
    this.permission = new CfnTopicPolicy(this, 'TopicPolicy', {
      topics: [topic.ref],
      policyDocument: policyDocument(onlyOverTls('sns:Publish', topic.ref), {
        Sid: 'MailIsTold',
        Effect: 'Allow',
        Principal: { Service: 'ses.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic.ref,
        Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': rule } },
      }),
    });
    const queue = new GuardedQueue(this, 'Mail', { name: rootMailName, visibilitySeconds: 60 });
    queue.receiveFromTopic(topic.ref);
    new LoopAlarms(this, 'Alarms', { name: 'root mail', queue, topic: alerts });
    new CfnSubscription(this, 'Subscription', {
      topicArn: topic.ref,
      protocol: 'sqs',
      endpoint: queue.queue.attrArn,
      rawMessageDelivery: true,
    });
    const bus = `arn:${partition}:events:${region}:${account}:event-bus/default`;
    const role = new CfnRole(this, 'Role', {
      roleName: `${rootMailName}-pipe-${region}`,
      path: platformPath,
      description: 'Turns mail to root users into events',
      assumeRolePolicyDocument: trustOfService('pipes.amazonaws.com', account),
      policies: [
        {
          policyName: 'Pipe',
          policyDocument: policyDocument(
            {
              Effect: 'Allow',
              Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
              Resource: queue.queue.attrArn,
            },
            { Effect: 'Allow', Action: 'events:PutEvents', Resource: bus },
          ),
        },
      ],
    });
    new CfnPipe(this, 'Pipe', {
      name: rootMailName,
      description: 'Turns mail to root users into events',
      roleArn: role.attrArn,
      source: queue.queue.attrArn,
      sourceParameters: { sqsQueueParameters: { batchSize: 1 } },
      target: bus,
      targetParameters: {
        eventBridgeEventBusParameters: { ...rootMailEvent },
        // A value without quotes is written as JSON, whatever is in it.
        inputTemplate: JSON.stringify(event).replace(/"(<[^>]+>)"/g, '$1'),
      },
    });
  }
}
