import { isObject } from '../model/json';
import { textOf, valuesOf } from './api-call';
import { items } from './cloudtrail-record';

/** Security groups that instances or interfaces are put into, wherever in a call or its answer EC2 names them. */
export function groupsJoinedIn(...parts: readonly unknown[]): readonly string[] {
  return [...new Set(parts.flatMap(within))];
}

function within(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (!isObject(value)) return [];
  const here = items(value.groupSet).flatMap((group) => textOf(valuesOf(group).groupId) ?? []);
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => (key === 'groupSet' ? [] : within(inner)))];
}
