import type { EventBridgeEvent, Resource } from '../model/finding';

/** Look at everything in one account and region. Sent to our own queue, one message for each. */
export interface SweepRequest {
  readonly 'detail-type': 'Sweep';
  readonly id: string;
  readonly time: string;
  readonly account: string;
  readonly region: string;
}

/** Look at these. What a sweep finds beyond what one message can do. */
export interface LookRequest extends Omit<SweepRequest, 'detail-type'> {
  readonly 'detail-type': 'Look';
  readonly resources: readonly Resource[];
}

/** What a guardrail's queue brings. */
export type Message = EventBridgeEvent | SweepRequest | LookRequest;

export function isSweep(message: Message): message is SweepRequest {
  return message['detail-type'] === 'Sweep';
}
export function isLook(message: Message): message is LookRequest {
  return message['detail-type'] === 'Look';
}
/** The hour that asks for a look at everything. */
export function isSchedule(message: Message): boolean {
  return message['detail-type'] === 'Scheduled Event';
}
