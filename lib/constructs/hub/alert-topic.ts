import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alertTopicName } from '../../model/platform';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';
import { alarmsOf, mayPublish, type Publisher } from '../../policy/publisher';

export interface AlertTopicProps {
  /** @default alertTopicName */
  readonly name?: string;
  readonly key: string;
  readonly emails: readonly string[];
  /** @default the alarms of its own account */
  readonly publishers?: readonly Publisher[];
}

/** Where a person hears of it: what the functions did and what they could not do. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { name = alertTopicName, key, emails, publishers = [alarmsOf(Stack.of(this).account)] } = props;
    const topic = new CfnTopic(this, 'Topic', { topicName: name, kmsMasterKeyId: key });
    this.arn = topic.ref;
    new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: policyDocument(
        onlyOverTls('sns:Publish', topic.ref),
        ...publishers.map((publisher) => mayPublish(publisher, topic.ref)),
      ),
    });
    for (const endpoint of emails) {
      new CfnSubscription(this, endpoint, { topicArn: topic.ref, protocol: 'email', endpoint });
    }
  }
}
