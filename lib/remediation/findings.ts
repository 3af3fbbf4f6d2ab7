import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { EventBridgeEvent } from '../model/finding';
import { log } from './log';
import type { BatchResponse, QueueEvent } from './remediate';
import { type ServiceFinding, serviceFindingsOf } from './service-finding';
import { ToldFindings } from './told-findings';

// SNS subjects are ASCII, one line, under 100 characters (2026-11).
const subjectCharacters = 99;

/** Tells a person what the security services found: each finding once, and once more when it gets worse. */
export async function handler(event: QueueEvent): Promise<BatchResponse> {
  const region = String(process.env.AWS_REGION);
  const findings = new ToldFindings(new DynamoDBClient({ region }), String(process.env.LEDGER_TABLE));
  const topic = new SNSClient({ region });
  const failed: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      for (const finding of serviceFindingsOf(JSON.parse(body) as EventBridgeEvent)) {
        if (!(await findings.isNews(finding))) continue;
        await publish(topic, finding);
        // Afterwards: told twice is better than not at all.
        await findings.told(finding, Date.now());
      }
    } catch (error) {
      log.error('a finding could not be told', { messageId, error });
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function publish(topic: SNSClient, finding: ServiceFinding): Promise<void> {
  const subject = `${finding.service}: ${finding.level} in ${finding.account}: ${finding.title}`;
  await topic.send(
    new PublishCommand({
      TopicArn: String(process.env.ALERT_TOPIC),
      Subject: subject.replace(/[^\x20-\x7e]/g, '?').slice(0, subjectCharacters),
      Message: findingText(finding),
    }),
  );
}

function findingText({ service, id, level, title, description, account, region, resource }: ServiceFinding): string {
  return [
    `What     ${title}`,
    ...(description && description !== title ? [`Details  ${description}`] : []),
    `Severity ${level}, says ${service}`,
    ...(resource ? [`Resource ${resource}`] : []),
    `Where    account ${account}, ${region}`,
    `Finding  ${id}`,
  ].join('\n');
}
