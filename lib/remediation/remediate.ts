import type { AnyFix, Monitor } from '../model/guardrail';
import { hearOut } from './hear-out';
import { log } from './log';
import { startLoop } from './start-loop';
import { type UndoRequest, undo } from './undo';

export interface Layers {
  readonly id: string;
  readonly monitor: Monitor;
  readonly fix?: AnyFix;
}

/** What Lambda hands over for a queue. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * The handler of a guardrail's function: takes what its queue brings (events, hourly sweeps) or a direct request to undo.
 * Only the messages that failed go back to the queue; after five tries they rest in the dead-letter queue, which alarms.
 */
export function remediate(layers: Layers): (event: QueueEvent | UndoRequest) => Promise<BatchResponse | object> {
  return async (event) => {
    const loop = startLoop(layers);
    if ('undo' in event) return undo(loop, event);
    const failures = await Promise.all(
      event.Records.map(async ({ messageId, body }) => {
        try {
          for (const heard of await hearOut(loop, JSON.parse(body)))
            log('info', { guardrail: layers.id, messageId, ...heard });
          return [];
        } catch (error) {
          log('error', { guardrail: layers.id, messageId, error: String(error) });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  };
}
