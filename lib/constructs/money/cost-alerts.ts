import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Budgets } from '../../model/budgets';
import type { Organization, Partition } from '../../model/organization';
import { costAlertTopicName } from '../../model/platform';
import { mayEncrypt, type Publisher } from '../../policy/publisher';
import { EncryptionKey } from '../encryption-key';
import { AlertTopic } from '../hub/alert-topic';

export interface CostAlertsProps {
  readonly organization: Organization;
  readonly budgets: Budgets;
}

/**
 * Where a chat or a pager hears of money. Budgets and anomalies publish in their own account and nowhere else. Whoever
 * gets alerts and no mail about money is told here; everybody else would hear it twice.
 */
export class CostAlerts extends Construct {
  readonly topic: string;

  constructor(scope: Construct, id: string, { organization, budgets }: CostAlertsProps) {
    super(scope, id);
    const publishers = publishersIn(Stack.of(this).account, organization.partition);
    const key = new EncryptionKey(this, 'Key', {
      alias: costAlertTopicName,
      description: 'Encrypts what is told about money',
      partition: organization.partition,
      statements: publishers.map(mayEncrypt),
    }).arn;
    const { arn } = new AlertTopic(this, 'Topic', {
      name: costAlertTopicName,
      key,
      emails: organization.alerts.emails.filter((email) => !budgets.emails.includes(email)),
      publishers,
    });
    this.topic = arn;
  }
}

/** Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic" for budgets and for anomalies (read 2026-11). */
function publishersIn(account: string, partition: Partition): readonly Publisher[] {
  const of = (source: string) => ({
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:${source}` },
  });
  return [
    { what: 'Budgets', service: 'budgets.amazonaws.com', condition: of(`budgets::${account}:*`) },
    { what: 'Anomalies', service: 'costalerts.amazonaws.com', condition: of(`ce::${account}:anomalysubscription/*`) },
  ];
}
