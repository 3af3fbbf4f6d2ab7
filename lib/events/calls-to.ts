import type { EventPattern } from '../model/guardrail';
import type { JsonObject } from '../model/json';

/** The pattern of calls of a service by their names in CloudTrail; `narrowing` adds to the pattern's `detail`. */
export function callsTo(service: string, eventName: readonly string[], narrowing: JsonObject = {}): EventPattern {
  return {
    source: [`aws.${service}`],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName, ...narrowing },
  };
}
