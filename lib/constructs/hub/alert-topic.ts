import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alertTopicName } from '../../model/platform';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';

export interface AlertTopicProps {
  /** @default alertTopicName */
  readonly name?: string;
  readonly key: string;
  readonly emails: readonly string[];
  /** Accounts whose alarms publish. @default its own */
  readonly alarmAccounts?: readonly string[];
}

/** Where a person hears of it: what the functions did and what they could not do. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name = alertTopicName, key, emails, alarmAccounts }: AlertTopicProps) {
    super(scope, id);
    const topic = new CfnTopic(this, 'Topic', { topicName: name, kmsMasterKeyId: key });
    this.arn = topic.ref;
    new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: policyDocument(onlyOverTls('sns:Publish', topic.ref), {
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic.ref,
        Condition: { StringEquals: { 'aws:SourceAccount': alarmAccounts ?? Stack.of(this).account } },
      }),
    });
    for (const endpoint of emails) {
      new CfnSubscription(this, endpoint, { topicArn: topic.ref, protocol: 'email', endpoint });
    }
  }
}
