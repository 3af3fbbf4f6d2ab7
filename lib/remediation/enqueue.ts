import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

// Quota of SendMessageBatch (2026-11).
const messagesPerCall = 10;

/** @throws when the queue refuses any, so that the request for all of them is tried again. */
export async function sendAll(client: SQSClient, queue: string, messages: readonly object[]): Promise<void> {
  for (let from = 0; from < messages.length; from += messagesPerCall) {
    const batch = messages.slice(from, from + messagesPerCall);
    const { Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queue,
        Entries: batch.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) })),
      }),
    );
    if (Failed?.length)
      throw new Error(`${queue}: refused ${Failed.length} messages, first because ${Failed[0]?.Message}`);
  }
}
