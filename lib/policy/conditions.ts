import type { Condition } from '../model/control';

/**
 * The condition, also holding for none of the values: a deny that carries it spares them.
 * The values of a negated operator exclude one another's matches (NOR), so joining a list that is there already is right.
 */
export function sparing(
  condition: Condition | undefined,
  operator: 'ArnNotLike' | 'StringNotEquals' | 'ForAllValues:StringNotLike',
  key: string,
  values: readonly string[],
): Condition {
  const keys = condition?.[operator] ?? {};
  const written = Object.keys(keys).find((name) => name.toLowerCase() === key.toLowerCase()) ?? key;
  const before = [keys[written] ?? []].flat();
  return { ...condition, [operator]: { ...keys, [written]: [...new Set([...before, ...values])] } };
}
