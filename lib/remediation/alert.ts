import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { LedgerRecord } from './outcome';

export interface Alert {
  readonly record: LedgerRecord;
  /** Units from the account up, so that a reader knows whose it is. */
  readonly lineage: readonly string[];
}

// SNS subjects are ASCII, one line, under 100 characters (2026-11).
const subjectCharacters = 99;

export async function publishAlert(client: SNSClient, topic: string, alert: Alert): Promise<void> {
  const { record } = alert;
  const subject = `${record.guardrail}: ${record.state} in ${record.resource.account}`;
  await client.send(
    new PublishCommand({
      TopicArn: topic,
      Subject: subject.replace(/[^\x20-\x7e]/g, '?').slice(0, subjectCharacters),
      Message: alertText(alert),
      MessageAttributes: {
        guardrail: { DataType: 'String', StringValue: record.guardrail },
        state: { DataType: 'String', StringValue: record.state },
      },
    }),
  );
}

/** Who, what, where, what was done about it and how to take that back. */
export function alertText({ record, lineage }: Alert): string {
  const { actor, resource } = record;
  return [
    `What     ${record.finding}`,
    `Outcome  ${record.state}: ${record.because}`,
    `Resource ${resource.arn}`,
    `Where    account ${resource.account}, ${resource.region}, ${lineage.join(' < ')}`,
    `Who      ${actor.name} (${actor.kind})${actor.arn ? `, ${actor.arn}` : ''}${actor.sourceIp ? `, from ${actor.sourceIp}` : ''}`,
    `When     ${record.eventTime}, attended to ${record.endedAt ?? record.startedAt}`,
    ...(record.coalesced ? [`Also     ${record.coalesced.length} more events about it`] : []),
    ...(record.before === undefined ? [] : [`Before   ${JSON.stringify(record.before)}`]),
    ...(record.change === undefined ? [] : [`Change   ${JSON.stringify(record.change)}`]),
    ...(record.state === 'waiting' ? [`Agree    breakwater approve ${record.id}`] : []),
    ...(record.evidence === undefined ? [] : ['Evidence is in the record of the ledger, and in its history']),
    ...(record.state === 'fixed' || record.state === 'underway' ? [`Undo     breakwater undo ${record.id}`] : []),
  ].join('\n');
}
