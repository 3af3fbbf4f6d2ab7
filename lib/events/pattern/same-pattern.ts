import type { Json } from '../../model/json';

/** Alike to the letter: in a pattern, the order of keys can be meaning. */
export function samePattern(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || patternText(one) === patternText(other);
}

/** As it is written, kept: patterns are compared with each other many times, and never change. */
export function patternText(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, known);
  return known;
}

const texts = new WeakMap<object, string>();
