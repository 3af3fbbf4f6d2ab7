import { isObject } from '../../lib/model/json';

/** The shape of a value, as text: keys in order, kinds of values, one of each kind of list element. */
export function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join(' | ')}]`;
  if (!isObject(value)) return typeof value;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${key}: ${shapeOf(value[key])}`).join(', ')}}`;
}
