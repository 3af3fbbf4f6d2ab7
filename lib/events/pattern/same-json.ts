import type { Json } from '../../model/json';

/** Alike to the letter: in a pattern, the order of keys can be meaning. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
