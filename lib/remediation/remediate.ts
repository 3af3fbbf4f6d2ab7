import type { AnyFix, Monitor, Session } from '../model/guardrail';
import { type ApproveRequest, approve } from './approve';
import type { FollowRequest } from './follow';
import { hearBatch } from './hear-batch';
import { log } from './log';
import type { Loop } from './loop';
import { measure } from './measure';
import { startLoop } from './start-loop';
import { type UndoRequest, undo } from './undo';

export interface Layers {
  readonly id: string;
  readonly monitor: Monitor;
  readonly fix?: AnyFix;
  /** For guardrails that AWS Config watches, too. */
  readonly reevaluate?: (rule: string, session: Session) => Promise<void>;
  /** For fixes that go on by themselves. */
  readonly startFollowing?: (fix: string, region: string) => Promise<void>;
  readonly follow?: (loop: Loop, request: FollowRequest) => Promise<object>;
}

/** What Lambda hands over for a queue. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * The handler of a guardrail's function: takes what its queue brings (events, hourly sweeps), or a person's request.
 * Only the messages that failed go back to the queue; after five tries they rest in the dead-letter queue, which alarms.
 */
export function remediate(
  layers: Layers,
): (event: QueueEvent | UndoRequest | ApproveRequest | FollowRequest) => Promise<BatchResponse | object> {
  return async (event) => {
    const loop = startLoop(layers);
    if ('undo' in event) return undo(loop, event);
    if ('approve' in event) return approve(loop, event);
    if ('follow' in event) return followed(layers, loop, event);
    const messages = event.Records.map(({ messageId, body }) => ({ id: messageId, body }));
    const answers = await hearBatch(loop, messages);
    measure(layers.id, answers, loop.now());
    for (const { message, heard, error } of answers) {
      for (const { kind, ...more } of heard) log.info(kind, { guardrail: layers.id, message, ...more });
      if (error !== undefined) log.error('returned', { guardrail: layers.id, message, error });
    }
    const failed = answers.filter(({ error }) => error !== undefined);
    return { batchItemFailures: failed.map(({ message }) => ({ itemIdentifier: message })) };
  };
}

function followed({ id, follow }: Layers, loop: Loop, event: FollowRequest): Promise<object> {
  if (!follow) throw new Error(`${event.follow}: no fix of ${id} goes on by itself, so there is nothing to follow`);
  return follow(loop, event);
}
