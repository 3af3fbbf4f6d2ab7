import type { Json } from '../../model/json';

/**
 * A value as S3, and EC2's newer operations, record it: they turn XML into JSON without knowing types,
 * so whatever looks like a number or a boolean becomes one, the tag `true` as well as the port `22`.
 */
export function xmlValue(value: unknown): Json {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const text = String(value);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && text !== '-0' ? Number(text) : text;
}

/** The same conversion's idea of a list: nothing is `""`, one element is itself, more are an array. */
export function xmlList(items: readonly Json[]): Json {
  if (items.length === 0) return '';
  return items.length === 1 ? (items[0] as Json) : items;
}
