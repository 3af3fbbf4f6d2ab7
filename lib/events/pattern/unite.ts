import type { EventPattern } from '../../model/guardrail';
import { isObject, type Json, type JsonObject } from '../../model/json';
import { dependsOnOrder } from './depends-on-order';
import { samePattern } from './same-pattern';

/**
 * One pattern for what either matches, where they say the same but for the values of one field
 * or the branches of one `$or`; undefined otherwise.
 */
export function unite(one: EventPattern, other: EventPattern): EventPattern | undefined {
  if (!sameKeys(one, other)) return undefined;
  const [key, ...more] = Object.keys(one).filter((name) => !samePattern(one[name], other[name]));
  if (key === undefined) return one;
  if (more.length > 0) return undefined;
  const united = uniteValues(one[key], other[key]);
  return united === undefined ? undefined : { ...one, [key]: united };
}

function uniteValues(one: Json | undefined, other: Json | undefined): Json | undefined {
  if (Array.isArray(one) && Array.isArray(other)) {
    return [...one, ...other.filter((value) => !one.some((known) => samePattern(known, value)))];
  }
  if (isObject(one) && isObject(other)) return unite(one as JsonObject, other as JsonObject);
  return undefined;
}

function sameKeys(one: EventPattern, other: EventPattern): boolean {
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (keys.length !== others.length) return false;
  return keys.every((key, index) => (dependsOnOrder(one) ? key === others[index] : Object.hasOwn(other, key)));
}
