import type { EventPattern } from '../../model/guardrail';
import { isObject, type JsonObject } from '../../model/json';
import { dependsOnOrder } from './depends-on-order';
import { patternText, samePattern } from './same-pattern';

/** One pattern for what any of them matches: what they share said once, the rest as branches of an `$or`. */
export function combine(patterns: readonly EventPattern[]): EventPattern {
  const [first, ...others] = patterns;
  if (!first) throw new Error('combine: no patterns; an $or needs branches');
  if (others.length === 0) return first;
  const shared = patterns.some(dependsOnOrder) ? [] : sharedKeys(first, others);
  const rests = patterns.map((pattern) => without(pattern, shared));
  // A branch must say something; where one pattern says no more than all do, nothing is shared.
  if (rests.some((rest) => Object.keys(rest).length === 0)) return { $or: patterns };
  return { ...only(first, shared), ...branches(rests) };
}

function branches(rests: readonly EventPattern[]): EventPattern {
  const keys = new Set(rests.flatMap((rest) => Object.keys(rest)));
  const [key] = keys;
  const inner = rests.map((rest) => rest[key ?? '']).filter(isObject);
  if (key !== undefined && keys.size === 1 && inner.length === rests.length)
    return { [key]: combine(inner as JsonObject[]) };
  // Branches that begin alike (calls to one service) share among themselves.
  const groups = groupsOf(rests);
  return { $or: groups.length > 1 ? groups.map(combine) : rests };
}

function groupsOf(rests: readonly EventPattern[]): readonly (readonly EventPattern[])[] {
  const groups = new Map<string, EventPattern[]>();
  for (const rest of rests) {
    const [key = ''] = Object.keys(rest);
    const beginning = `${key} ${patternText(rest[key])}`;
    const group = groups.get(beginning);
    if (group) group.push(rest);
    else groups.set(beginning, [rest]);
  }
  return [...groups.values()];
}

function sharedKeys(first: EventPattern, others: readonly EventPattern[]): readonly string[] {
  return Object.keys(first).filter((key) => others.every((other) => samePattern(first[key], other[key])));
}

function without(pattern: EventPattern, keys: readonly string[]): EventPattern {
  if (keys.length === 0) return pattern;
  return Object.fromEntries(Object.entries(pattern).filter(([key]) => !keys.includes(key)));
}

function only(pattern: EventPattern, keys: readonly string[]): EventPattern {
  return Object.fromEntries(Object.entries(pattern).filter(([key]) => keys.includes(key)));
}
