import type { EventBridgeEvent } from '../../model/finding';
import type { EventPattern } from '../../model/guardrail';
import { isObject } from '../../model/json';
import { parsePattern } from './parse-pattern';
import { passes, type Scalar, type ValueTest } from './value-test';

// What most events differ in, and few enough values that each kind of event is looked at once.
const fields = [
  'source',
  'detail-type',
  'region',
  'detail.eventSource',
  'detail.eventName',
  'detail.readOnly',
  'detail.userIdentity.type',
] as const;

/**
 * Whether any of the patterns could match an event of that kind, by a few of its fields alone. Most of what an account
 * does is of a kind that nobody watches, so that this is asked first; a yes means to look closely.
 */
export function possibleKinds(patterns: readonly EventPattern[]): (event: EventBridgeEvent) => boolean {
  const combinations = patterns.flatMap(parsePattern).map((tests) => fields.map((field) => tests.get(field)));
  const known = new Map<string, boolean>();
  return (event) => {
    const { source, region, 'detail-type': type, detail } = event;
    if (!isObject(detail)) return true;
    const { eventSource, eventName, readOnly, userIdentity } = detail;
    const identity = isObject(userIdentity) ? userIdentity.type : undefined;
    const kind = `${eventName}|${eventSource}|${region}|${readOnly}|${identity}|${source}|${type}`;
    let isPossible = known.get(kind);
    if (isPossible === undefined) {
      const values: readonly unknown[] = [source, type, region, eventSource, eventName, readOnly, identity];
      isPossible = combinations.some((tests) => tests.every((one, index) => mayPass(one, values[index])));
      // Names are the caller's to invent where a service records calls that do not exist.
      if (known.size < maxKinds) known.set(kind, isPossible);
    }
    return isPossible;
  };
}

const maxKinds = 50_000;

/** What is missing, or no single value, is left to the close look. */
function mayPass(tests: readonly ValueTest[] | undefined, value: unknown): boolean {
  if (tests === undefined || value === undefined || (typeof value === 'object' && value !== null)) return true;
  return tests.some((test) => passes(test, value as Scalar));
}
