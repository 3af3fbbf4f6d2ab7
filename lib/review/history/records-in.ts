import type { CloudTrailRecord } from '../../events/cloudtrail-record';
import { isObject } from '../../model/json';

/**
 * The CloudTrail records a JSON value stands for: itself, those of a list or of `{ Records }`, the `detail` of an event
 * as EventBridge delivers it, or what LookupEvents answers. Undefined stands for one that is none.
 */
export function recordsIn(value: unknown): readonly (CloudTrailRecord | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (!isObject(value)) return [undefined];
  if (isRecord(value)) return [value as unknown as CloudTrailRecord];
  if (Array.isArray(value.Records)) return value.Records.flatMap(recordsIn);
  if (isObject(value.detail)) return recordsIn(value.detail);
  if (typeof value.CloudTrailEvent === 'string') return recordsIn(parsed(value.CloudTrailEvent));
  return [undefined];
}

/** What every record has; without one of these nobody can say where it went. */
function isRecord({ eventSource, eventName, awsRegion }: Readonly<Record<string, unknown>>): boolean {
  return typeof eventSource === 'string' && typeof eventName === 'string' && typeof awsRegion === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
